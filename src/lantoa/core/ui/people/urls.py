"""Addresses of people, roles and accounts."""

from django.urls import path

from lantoa.core.ui.people.views import accounts, devices, people, roles, signing

urlpatterns = [
    path("people/", people.people, name="people"),
    path("people/kept/", people.kept, name="people-kept"),
    path("people/invite/", accounts.invite_page, name="invite"),
    path("people/invitations/<int:pk>/withdraw/", accounts.invitation_withdraw, name="invitation-withdraw"),
    path("people/posts/new/", roles.appoint_page, name="appoint"),
    path("people/posts/<int:pk>/end/", roles.tenure_end, name="tenure-end"),
    path("people/roles/history/", roles.role_history, name="role-history"),
    path("people/roles/new/", roles.grant_new, name="grant-new"),
    path("people/roles/<int:pk>/end/", roles.grant_end, name="grant-end"),
    path("people/roles/<int:pk>/hand-over/", roles.grant_handover, name="grant-handover"),
    path("people/<uuid:public_id>/", people.person, name="person"),
    path("people/<uuid:public_id>/name/", people.person_rename, name="person-rename"),
    path("people/<uuid:public_id>/address/", people.person_address, name="person-address"),
    path("people/<uuid:public_id>/account/", people.person_account, name="person-account"),
    path("invitation/<str:secret>/", accounts.invitation, name="invitation"),
    path("me/", accounts.my_account, name="my-account"),
    path("me/sign-in/", signing.my_sign_in, name="my-sign-in"),
    path("me/sign-in/act/", signing.my_sign_in_act, name="my-sign-in-act"),
    path("me/sign-in/tie/", signing.my_tie, name="my-tie"),
    path("people/sign-in/", signing.sign_ins, name="sign-ins"),
    path("people/<uuid:public_id>/sign-in/", signing.person_sign_in, name="person-sign-in"),
    path("people/<uuid:public_id>/sign-in/act/", signing.person_sign_in_act, name="person-sign-in-act"),
    path("device/", devices.device_code, name="device-code"),
    path("device/pin/", devices.device_pin, name="device-pin"),
    path("device/<str:code>/", devices.device, name="device"),
]
