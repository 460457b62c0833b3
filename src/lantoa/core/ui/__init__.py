"""The faces of the program: layouts, components, icons, fonts, styles, and the day at which each page is seen.

Components are typed functions (`components/`), registered as template tags, so that a misspelt property fails when the template compiles.
Knows no stage of the loop: domains bring their pages, `nav.register` their entries. Style guide on screen: `ui/gallery`.
"""
