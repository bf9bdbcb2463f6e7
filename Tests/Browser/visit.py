"""A visit: one person's browser, which writes down every fault a page shows."""

import os
import pathlib
import re
from urllib.parse import urlsplit

import product
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request, Response

OUT = pathlib.Path(__file__).with_name("out")
DEVICES = {
    "phone": {"viewport": {"width": 360, "height": 780}, "has_touch": True, "is_mobile": True},
    "desk": {"viewport": {"width": 1440, "height": 900}},
}
WIDTHS = [1440, 1024, 360]
REPORT_POLICY = """addEventListener('securitypolicyviolation', event =>
    console.error('Content Security Policy: ' + event.violatedDirective + ' ' + event.blockedURI))"""
# What sticks out of the page, for a message that can be acted on.
STICKING_OUT = """() => [...document.body.querySelectorAll('*')]
    .filter(one => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .slice(0, 4).map(one => one.tagName.toLowerCase() + '.' + one.className)"""
LOOK_AT_ALL = os.environ.get("SHANZHI_LOOK") == "all"
GRAVE = ("serious", "critical")
AXE = Axe()


class Visit:
    """Opens pages as one person on one device; `faults` must be empty at the end of the test."""

    def __init__(
        self, browser: Browser, address: str, device: str = "desk", script: bool = True, dark: bool = False,
        language: str = "zh-CN", session: dict | None = None,
    ) -> None:
        self.faults: list[str] = []
        self.script = script
        self.language = language
        self.host = urlsplit(address).netloc
        self.context = browser.new_context(
            base_url=address, java_script_enabled=script, locale=language, timezone_id="Asia/Shanghai",
            color_scheme="dark" if dark else "light", reduced_motion="reduce", storage_state=session, **DEVICES[device],
        )
        self.context.set_default_timeout(6_000)
        self.context.add_init_script(REPORT_POLICY)
        self.context.on("request", self.check_request)
        self.context.on("response", self.check_response)
        self.page: Page = self.context.new_page()
        self.page.on("pageerror", lambda error: self.faults.append(f"script error on {self.page.url}: {error}"))
        self.page.on("console", self.check_console)

    # --- Faults ---

    def check_console(self, message: ConsoleMessage) -> None:
        # A page that says no with a status is reported by the browser too; parts of pages are checked by response.
        if message.type == "error" and "the server responded with a status of 4" not in message.text:
            self.faults.append(f"console on {self.page.url}: {message.text}")

    def check_request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        # A browser shows PDF with an extension and pages of its own.
        if parts.scheme not in ("data", "chrome-extension", "chrome") and parts.netloc != self.host:
            self.faults.append(f"request to another host: {request.url}")

    def check_response(self, response: Response) -> None:
        is_part = response.request.resource_type != "document"
        if response.status >= 500 or (is_part and response.status >= 400):
            self.faults.append(f"{response.status} for {response.request.method} {response.url}")

    # --- What a person does ---

    def open(self, path: str, status: int = 200) -> Page:
        answer = self.page.goto(path)
        assert answer is not None and answer.status == status, f"{path} answers {answer and answer.status}"
        return self.page

    @property
    def path(self) -> str:
        return urlsplit(self.page.url).path

    def text(self, selector: str = "main") -> str:
        return self.page.locator(selector).first.inner_text()

    def sign_in(self, account: str) -> None:
        self.open(product.SIGN_IN)
        self.page.locator("[name=login]").fill(account)
        self.page.locator("[name=password]").fill(product.PASSWORD)
        self.submit(self.page.locator(product.MAIN_FORM).first)
        assert self.path != product.SIGN_IN, f"{account} could not sign in: {self.errors()}"

    def form(self, end: str) -> Locator:
        """The form whose address ends so; a folded one is opened."""
        form = self.page.locator(f"form[action$='{end}']:not(.switch)").first
        assert form.count(), f"{self.page.url} offers no form for {end}"
        unfold(form)
        return form

    def fill(self, form: Locator, values: dict[str, str]) -> None:
        """Fills those fields of a form that have a value."""
        for name, value in values.items():
            field = form.locator(f"[name='{name}']:not([type=hidden])")
            if field.count():
                fill_field(form, name, field, value)

    def submit(self, form: Locator, button: str = "") -> None:
        if button:
            found = form.locator(button)
        else:
            found = form.locator(product.PRIMARY_BUTTON)
            found = found if found.count() else form.locator("button:not([type=button])")
        with self.page.expect_navigation():
            found.first.click()

    def switch(self, name: str, value: str) -> None:
        """Presses a switch of the frame: language or theme."""
        with self.page.expect_navigation():
            self.page.locator(f".switch button[name={name}][value={value}]").first.click()

    def act(self, action: str, **more: str) -> None:
        """Takes a step of product.ACTIONS on the matter that is open, on its page or on the step's own."""
        address = f"/actions/{action}"
        press = self.page.locator(f"form[action$='{address}']")
        if not press.count():
            link = self.page.locator(f"a[href$='{address}']").first
            assert link.count(), f"{self.page.url} does not offer {action}:\n{self.text()}"
            link.click()
            self.page.wait_for_load_state()
        form = self.form(address)
        self.fill(form, product.ACTIONS.get(action, {}) | more)
        self.submit(form)
        assert not self.errors(), f"{action}: {self.errors()}"

    def errors(self) -> str:
        summary = self.page.locator(product.ERROR_SUMMARY)
        return summary.first.inner_text() if summary.count() else ""

    # --- What is looked at ---

    def picture(self, name: str) -> None:
        OUT.mkdir(exist_ok=True)
        file = OUT / (re.sub(r"[^\w.-]+", "-", name).strip("-") + ".png")
        self.page.screenshot(path=file, full_page=True)

    def check_shape(self) -> None:
        """A language, one first heading, a title, and nothing that must be scrolled sideways."""
        page = self.page
        assert page.locator("html[lang]").count() == 1, f"{page.url}: html has no lang"
        assert page.title().strip(), f"{page.url}: no title"
        headings = page.locator("h1").count()
        assert headings == 1, f"{page.url}: {headings} first headings"
        self.check_width()

    def check_width(self) -> None:
        over = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0, f"{self.page.url}: {over} px wider than the screen: {self.page.evaluate(STICKING_OUT)}"

    def check_access(self) -> None:
        """No serious or critical finding of axe-core."""
        # WCAG 2.2 asks for targets of 24 by 24 px; axe looks for that only when told to.
        options = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
        found = AXE.run(self.page, options=options).response["violations"]
        grave = [
            f"{one['impact']} {one['id']}: {one['help']}: {[node['target'] for node in one['nodes'][:3]]}"
            for one in found if one["impact"] in GRAVE
        ]
        assert not grave, f"{self.page.url}:\n" + "\n".join(grave)

    def look(self, name: str) -> None:
        """Looks at the open page on every width; faults are written down, not thrown.

        In Chinese axe and the camera see it wide by day, in English narrow by night; both of both with SHANZHI_LOOK=all.
        """
        page, short = self.page, self.language[:2]
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 780 if width < 1000 else 900})
            self.note(name, self.check_shape if width == WIDTHS[0] else self.check_width)
            looks = [width == 360] if width == (1440 if short == "zh" else 360) else []
            for is_dark in [False, True] if LOOK_AT_ALL and width != 1024 else looks:
                page.emulate_media(color_scheme="dark" if is_dark else "light", reduced_motion="reduce")
                # Without scripts axe would wait for ever.
                if self.script:
                    self.note(name, self.check_access)
                self.picture(f"{name} {short} {width} {'dark' if is_dark else 'light'}")
        page.set_viewport_size(DEVICES["desk"]["viewport"])

    def note(self, name: str, check) -> None:
        try:
            check()
        except AssertionError as fault:
            self.faults.append(f"{name} at {self.page.viewport_size['width']}: {fault}")

    def close(self) -> None:
        self.context.close()


def unfold(part: Locator) -> None:
    for fold in part.locator("xpath=ancestor::details[not(@open)]").all():
        fold.locator("summary").first.click()


def fill_field(form: Locator, name: str, field: Locator, value: str) -> None:
    kind = field.first.evaluate("element => element.tagName === 'SELECT' ? 'select' : element.type")
    unfold(field.first)
    words = value.removeprefix("label:") if value.startswith("label:") else None
    if kind == "select":
        line = field.first.locator("option").filter(has_text=words).first if words else None
        field.first.select_option(line.get_attribute("value") if line else value)
    elif kind in ("radio", "checkbox"):
        card = form.locator(f"label:has([name='{name}'])").filter(has_text=words).locator("input") if words else None
        wanted = card or form.locator(f"[name='{name}'][value='{value}']")
        wanted.first.check(force=True)
    else:
        field.first.fill(value)
