"""Every page in both languages, by day and by night, on three widths: it opens, fits, can be used by everyone, and asks
nothing of other hosts."""

import flows
import product
import pytest
from stage import LONG, Stage

LANGUAGES = pytest.mark.parametrize("language", ["zh-CN", "en-GB"], ids=["zh", "en"])

# Address, and the account that looks at it.
PAGES = {
    "start": ("/", ""),
    "about": ("/about", ""),
    "track": ("/track", ""),
    "code request": (product.CODE, ""),
    "sign-in": ("/sign-in", ""),
    "components": ("/components", ""),
    "posts": ("/desk/posts", product.WINDOW),
    "account": ("/account", product.ADMINISTRATOR),
    "account password": ("/account/password", product.WINDOW),
    "account sessions": ("/account/sessions", product.WINDOW),
    "account sign-ins": ("/account/sign-ins", product.WINDOW),
    "account second factor": ("/account/second-factor", product.WINDOW),
    "account tokens": ("/account/tokens", product.ADMINISTRATOR),
    "account people": ("/account/people", product.AUDITOR),
    "account all sign-ins": ("/account/all-sign-ins", product.AUDITOR),
    "account rules": ("/account/rules", product.ADMINISTRATOR),
    "list recent": ("/desk?list=recent", product.AUDITOR),
    "list objections": ("/desk?list=objections", product.ARBITER),
    "list attention": ("/desk?list=attention", product.TOWN),
    "list kind": ("/desk?list=open&kind=petition", product.WINDOW),
    "list narrowed": (product.NARROWED, product.CENTRE_HEAD),
    "list narrowed empty": (product.NARROWED_EMPTY, product.TOWN),
    "administrator": ("/desk", product.ADMINISTRATOR),
    "operations": ("/operations", product.ADMINISTRATOR),
    "notices": (product.NOTICES, product.ADMINISTRATOR),
    "notices failed": ("/notices?state=failed", product.AUDITOR),
    "sandbox": (product.SANDBOX, product.ADMINISTRATOR),
    "search hits": ("/desk/search?q=油烟", product.WINDOW),
    "search nothing": ("/desk/search?q=没有这样的话", product.WINDOW),
    "search empty": ("/desk/search", product.WINDOW),
    "search long": ("/desk/search?q=WWWWWWWWWW", product.WINDOW),
    "intake": ("/desk/intake", product.WINDOW),
    "seals": ("/desk/seals", product.CUSTODIAN),
    "command": ("/command", product.CENTRE_HEAD),
    "command by open": ("/command?by=open", product.CENTRE_HEAD),
    "command wall": ("/command?wall=1", product.CENTRE_HEAD),
    "command empty": ("/command", product.FRESH_VILLAGE),
    "command matters": ("/command/matters", product.CENTRE_HEAD),
    "command overdue": ("/command/matters?which=overdue", product.CENTRE_HEAD),
    "centre": ("/command/centre", product.CENTRE_HEAD),
    "replies": ("/command/replies", product.CENTRE_HEAD),
    "filing settings": ("/rules/filing", product.CENTRE_HEAD),
    "issues": ("/desk/issues?days=366", product.WINDOW),
    "issues none": ("/desk/issues?days=30&day=2018-01-01", product.WINDOW),
    "hotline": ("/hotline", product.WINDOW),
    "proxies": ("/desk/proxies", product.VILLAGE),
    "messages": ("/desk/messages", product.TOWN),
    "town": (product.TOWN_FIGURES, product.CENTRE_HEAD),
    "town without villages": (product.TOWN_WITHOUT_VILLAGES, product.CENTRE_HEAD),
}
PAGES |= {f"list {name}": (f"/desk?list={name}", product.WINDOW) for name in product.LISTS[:5]}
PAGES |= {f"empty {name}": (f"/desk?list={name}", product.FRESH_VILLAGE) for name in ("mine", "overdue", "attention")}

# What the stage adds.
STAGED = [
    "known", "issue", "handover", "calls", "proxy",
    "matter long", "matter offered", "matter sealed", "matter ended", f"matter by {product.VILLAGE}",
    f"matter by {product.TOWN}", f"matter by {product.AUDITOR}", "matter under a text without pauses",
] + [
    f"step {code}" for code in (
        "answer", "pause", "note", "message", "transfer", "invitation", "withdrawal", "share", "extension", "objection",
        "objection-decision", "refusal", "spot-answer",
    )
]


@pytest.fixture(scope="module")
def stage(browser, server, sessions):
    from visit import Visit

    opened = []

    def visit(account: str = "", **options) -> Visit:
        opened.append(Visit(browser, server.address, session=sessions.get(account), **options))
        if account and account not in sessions:
            opened[-1].sign_in(account)
            sessions[account] = opened[-1].context.storage_state()
        return opened[-1]

    one = Stage(visit)
    one.play()
    yield one
    for visited in opened:
        visited.close()


@LANGUAGES
@pytest.mark.parametrize("name", PAGES)
def test_a_page_can_be_used_by_everyone(visit, stage, name, language):
    path, account = PAGES[name]
    one = visit(account=account, language=language)
    one.open(path)
    one.look(f"page {name}")


@LANGUAGES
@pytest.mark.parametrize("name", STAGED)
def test_a_page_of_a_matter_can_be_used_by_everyone(visit, stage, name, language):
    path, account = stage.pages[name]
    one = visit(account=account, language=language)
    one.open(path)
    one.look(f"page {name}")


@LANGUAGES
def test_the_road_of_filing_can_be_used_by_everyone(visit, language):
    one = visit(language=language)
    seen = []

    def look() -> None:
        name = f"file {one.path.rsplit('/', 1)[1]}{' again' if one.path in seen else ''}"
        seen.append(one.path)
        one.look(name)

    flows.walk_to_check(one, product.SEALED, look)
    one.look("file check")
    one.submit(one.page.locator(product.MAIN_FORM).first)
    one.look("file slip")


@LANGUAGES
def test_the_filers_pages_can_be_used_by_everyone(visit, stage, language):
    one = visit(language=language)
    for name in ("long", "shared", "answered"):
        flows.track(one, stage.receipts[name])
        one.look(f"track {name}")
    one.submit(one.form("/track/slip"))
    one.look("track slip")
    one.open(product.TRACK)
    one.submit(one.page.locator(product.MAIN_FORM).first)
    one.look("track wrong")


@LANGUAGES
def test_the_window_can_be_used_by_everyone(visit, language):
    one = visit(account=product.WINDOW, language=language)
    one.open(product.INTAKE)
    one.submit(one.page.locator("form.window-panes"), "button[value=file]")
    one.look("window faults")
    form = one.page.locator("form.window-panes")
    one.fill(form, {name: value for name, value in LONG.items() if name != "address"} | {"channel": "hotline", "office": "社区"})
    one.submit(form, "button[value=suggest]")
    one.look("window proposals")


@LANGUAGES
def test_a_refusal_can_be_used_by_everyone(visit, stage, language):
    one = visit(language=language)
    one.open("/no-such-page", status=404)
    one.look("error 404")
    one.open(product.SIGN_IN)
    form = one.page.locator(product.MAIN_FORM).first
    one.fill(form, {"login": "nobody", "password": "nothing"})
    one.submit(form)
    one.look("error sign-in")
    one.open("/track")
    one.page.evaluate("for (const one of document.querySelectorAll('[name=csrf]')) one.value = 'old'")
    one.submit(one.page.locator(product.MAIN_FORM).first)
    one.look("error stale")
    auditor = visit(account=product.AUDITOR, language=language)
    auditor.open(product.INTAKE, status=403)
    auditor.look("error 403")
    village = visit(account=product.VILLAGE, language=language)
    village.open("/desk/matters/00000000-0000-7000-8000-000000000000", status=404)
    village.look("error 404 desk")
    clerk = visit(account=product.WINDOW, language=language)
    clerk.open(stage.pages["step refusal"][0])
    clerk.submit(clerk.form("/actions/refusal"))
    clerk.look("error step")
