"""Everything the browser tests know about the product by name: addresses, accounts, fields, buttons.

When a form or an address changes its name, this is the only file to change.
"""

PASSWORD = "shanzhi-demo"

# Who signs in as what in the demo district.
WINDOW = "chenglichun"  # takes matters in at the district centre and passes them on
COLLEAGUE = "xuyushui"  # the same post beside them
CENTRE_HEAD = "hanchunfen"
ARBITER = "shaoqingming"
CUSTODIAN = "yaolixia"
AUDITOR = "zhangxiaoman"
ADMINISTRATOR = "zhongmangzhong"
TOWN = "shenxiaoshu"  # 星桥街道, which 汤家社区 belongs to
TOWN_HEAD = "jiangxiazhi"
VILLAGE = "zhengxiaoxue"  # 汤家社区
ACCOUNT_OWNER = "daixiaoman"  # of a department; whose account is changed, so that no other test signs in as this person
FRESH_VILLAGE = "fangdaxue"  # 枉山社区, which no matter has reached
VILLAGE_UNIT = "汤家社区"
TOWN_NAME = "星桥街道"
VILLAGE_PLACE = "汤家家园"

READY = "/health/ready"
SIGN_IN = "/sign-in"
DESK = "/desk"
SEARCH = "/desk/search"
SEALS = "/desk/seals"
INTAKE = "/desk/intake"
COMMAND = "/command"
TRACK = "/track"
CODE = "/track/code"
OPENING = "/track/opening"
NOTICES = "/notices"
SANDBOX = "/notices/sandbox"
SANDBOX_MESSAGE = "[data-notice]"
FILE = "/file"
TOWN_FIGURES = "/command/towns/330110004"
TOWN_WITHOUT_VILLAGES = "/command/towns/330110001"  # in the small district

NARROWED = "/desk?list=recent&place=town:330110004&status=received"
NARROWED_EMPTY = "/desk?list=open&topic=neighbour&channel=police&status=handling"
# The form that narrows a list, and what is chosen in it.
NARROW = "form.narrow-form"
NARROW_LINE = ".narrow summary"
NARROW_BY = {"place": "label:" + VILLAGE_UNIT, "status": "received"}

LISTS = ["mine", "offered", "open", "soon", "overdue", "attention", "objections", "recent"]
STEPS = ["tell", "where", "whom", "you", "check"]

# How a page says what it is.
MAIN_FORM = "main form[method=post]"
WINDOW_FORM = "form.window-panes"
FILERS_STEPS = "form#acts"  # everything the filer can do with a matter is one form
SEND_AGAIN = "main form:has([name=csrf]) button"
PRIMARY_BUTTON = "button.button-primary"
MATTER_ROW = "[data-rows] a.row"
ERROR_SUMMARY = ".error-summary"
ALARM = ".banner-alarm"

# What a resident says on the way through /file, by field name; a page is filled with those it asks for.
# `label:` chooses the answer or the line that holds these words.
FUMES = {
    "text": "楼下新开的餐馆，油烟管对着我家厨房的窗户，从国庆节起每天晚上家里都是油烟味。希望有人来看看。",
    "kind": "help",
    "place": VILLAGE_PLACE,
    "address": f"label:{VILLAGE_PLACE}",
    "about": "楼下的餐馆",
    "confidentiality": "named",
    "name": "谷雨",
    "phone": "00012345678",
}
SEALED = FUMES | {"confidentiality": "confidential", "name": "白露", "phone": "00087654321"}
COMPLAINT = {
    "text": "社区办事大厅上班时间没有人，打电话也没有人接，去了三次都是这样，材料到现在没有收。",
    "kind": "report",
    "confidentiality": "confidential",
    "name": "寒露",
    "phone": "00011112222",
    "office": "汤家",
    "unit": f"label:{VILLAGE_UNIT}",
}

# On the receipt.
RECEIPT = "[data-receipt]"
RECEIPT_NUMBER = "[data-receipt] [data-number]"
RECEIPT_CODE = "[data-receipt] [data-code]"

# What is filled in for a step at the desk, by the step's code.
ACTIONS = {
    "accept": {},
    "transfer": {"unit": f"label:{VILLAGE_UNIT}", "text": "在本社区范围内，请先上门看一看。"},
    "note": {"text": "和来访人通过电话，约了明天上门。"},
    "answer": {"end": "solved", "text": "已上门看过，餐馆三天内把油烟管改到楼顶，社区下周再去看一次。"},
    "objection": {"text": "油烟由综合执法平台管，请另派。"},
}
# What the filer sends on the tracking page.
RATING = {"stars": "1", "rating-text": "来看过了，可是油烟还在。"}
REOPENING = {"reopening-text": "油烟管没有改，晚上还是一屋子味道。"}
ADDITION = "additions-text"

# The words by which a superior sees why a matter came back.
LOW_RATING, REOPENED = "评价低", "要求重办"
SEALED_WORDS = "姓名和电话已密封"
