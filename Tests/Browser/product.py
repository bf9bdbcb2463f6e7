"""Everything the browser tests know about the product by name: addresses, accounts, fields, buttons.

When a form or an address changes its name, this is the only file to change.
"""

PASSWORD = "shanzhi-demo"

# Who signs in as what in the demo district.
ACCOUNTS = {
    "window": "window",  # takes matters in at the district's window
    "desk": "desk",  # accepts, transfers and answers for the district's centre
    "village": "village",  # answers for a village
    "superior": "superior",  # sees and presses what is late
}

SIGN_IN = "/sign-in"
READY = "/health/ready"

PUBLIC_PAGES = ["/", "/file", "/track", "/sign-in", "/components", "/about"]

# Address, and the account that looks at it. `{matter}` is the first matter of that account's desk.
STAFF_PAGES = [
    ("/desk", "desk"),
    ("/desk/intake", "window"),
    ("/command", "superior"),
    ("{matter}", "desk"),
]

# How a page says what it is.
MAIN_FORM = "main form[method=post]"
PRIMARY_BUTTON = "button.button-primary"
MATTER_LINK = "a[href^='/desk/matters/']"
ERROR_SUMMARY = ".error-summary"

# What a resident says on the way through /file, by field name; a page is filled with those it asks for.
FILING = {
    "said": "楼下新开的餐馆，油烟管对着我家厨房的窗户，从国庆节起每天晚上家里都是油烟味。希望有人来看看。",
    "place": "良渚街道",
    "village": "",
    "about": "楼下的餐馆",
    "named": "yes",
    "name": "谷雨",
    "phone": "00012345678",
}

# On the receipt.
RECEIPT = "[data-receipt]"
RECEIPT_NUMBER = "[data-receipt] [data-number]"
RECEIPT_CODE = "[data-receipt] [data-code]"

# On /track: the fields that open a matter for the person who filed it.
TRACK = {"number": "number", "code": "code"}

# What can be done with a matter: the end of the form's address, and what is filled in.
ACTIONS = {
    "accept": ("/acceptances", {"note": "已收到，由良渚街道办理。"}),
    "transfer": ("/transfers", {"unit": "", "reason": "在本村范围内，由村里先上门看。"}),
    "answer": ("/replies", {"text": "已上门看过，餐馆三天内把油烟管改到楼顶，村里下周再去看一次。"}),
    "rate": ("/ratings", {"score": "2", "note": "来看过了，可是油烟还在。"}),
    "reopen": ("/reopenings", {"reason": "油烟管没有改。"}),
}

# The words by which a superior sees that a matter came back.
REOPENED_WORDS = ["重新办理", "再次办理", "重新打开", "已重开"]
