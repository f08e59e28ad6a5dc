"""The action of every form of the pages; forms for different records share a route."""

FORMS = [
    "/sign-in",
    "/sign-out",
    "/appearance",
    "/me/password",
    "/me/sessions",
    "/settings",
    "/settings/connection",
    "/settings/webhook-token",
    "/settings/trusted-networks",
    "/settings/history/1",
    "/employees/new",
    "/employees/1",
    "/employees/1/deletion",
    "/employees/1/invitation",
    "/employees/phonet",
    "/employees/extensions",
    "/lead-statuses",
    "/lead-statuses/1/deletion",
    "/lead-sources",
    "/lead-sources/1/deletion",
]
