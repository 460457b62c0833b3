"""An office's own Word template: what may stand in it, what is wrong with it, and the document that it becomes.

The words are those of an office (`{{ so("mô hình đang duy trì") }}`); `lib.wordforms` reads and fills the file in a process of its own.
Figures are those of the page: a closed report's are taken from what was frozen.
"""
