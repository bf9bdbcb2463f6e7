"""A visit: one person's browser, which writes down every fault a page shows."""

import pathlib
import re
from urllib.parse import urlsplit

import product
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request, Response

OUT = pathlib.Path(__file__).with_name("out")
DEVICES = {
    "phone": {"viewport": {"width": 360, "height": 780}, "has_touch": True, "is_mobile": True},
    "laptop": {"viewport": {"width": 1024, "height": 768}},
    "desk": {"viewport": {"width": 1440, "height": 900}},
}
REPORT_POLICY = """addEventListener('securitypolicyviolation', event =>
    console.error('Content Security Policy: ' + event.violatedDirective + ' ' + event.blockedURI))"""


class Visit:
    """Opens pages as one person on one device; `faults` must be empty at the end of the test."""

    def __init__(
        self, browser: Browser, address: str, device: str = "desk", script: bool = True, dark: bool = False,
        language: str = "zh-CN",
    ) -> None:
        self.faults: list[str] = []
        self.script = script
        self.host = urlsplit(address).netloc
        self.context = browser.new_context(
            base_url=address, java_script_enabled=script, locale=language, timezone_id="Asia/Shanghai",
            color_scheme="dark" if dark else "light", reduced_motion="reduce", **DEVICES[device],
        )
        self.context.set_default_timeout(10_000)
        self.context.add_init_script(REPORT_POLICY)
        self.context.on("request", self.check_request)
        self.context.on("response", self.check_response)
        self.page: Page = self.context.new_page()
        self.page.on("pageerror", lambda error: self.faults.append(f"script error: {error}"))
        self.page.on("console", self.check_console)

    # --- Faults ---

    def check_console(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text or "Content-Security-Policy" in message.text:
            self.faults.append(f"policy report on {self.page.url}: {message.text}")

    def check_request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme != "data" and parts.netloc != self.host:
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

    def sign_in(self, account: str) -> None:
        self.open(product.SIGN_IN)
        self.page.locator("[name=login]").fill(product.ACCOUNTS[account])
        self.page.locator("[name=password]").fill(product.PASSWORD)
        self.submit(self.page.locator(product.MAIN_FORM))
        assert urlsplit(self.page.url).path != product.SIGN_IN, f"{account} could not sign in: {self.errors()}"

    def fill(self, form: Locator, values: dict[str, str]) -> None:
        """Fills those fields of a form that have a value; an empty value takes the first choice there is."""
        for name, value in values.items():
            field = form.locator(f"[name='{name}']:not([type=hidden])")
            if field.count():
                fill_field(field, value)

    def submit(self, form: Locator) -> None:
        button = form.locator(product.PRIMARY_BUTTON)
        button = button if button.count() else form.locator("button:not([type=button])")
        button.first.click()
        self.page.wait_for_load_state()

    def go_through(self, values: dict[str, str], until: str, pages: int = 10) -> None:
        """Answers one page after another with the values it asks for, until a page shows `until`."""
        for _ in range(pages):
            if self.page.locator(until).count():
                return
            form = self.page.locator(product.MAIN_FORM).first
            self.fill(form, values)
            self.submit(form)
            assert not self.errors(), f"{self.page.url}: {self.errors()}"
        raise AssertionError(f"no {until} after {pages} pages; now at {self.page.url}")

    def act(self, action: str, **more: str) -> None:
        """Does one of product.ACTIONS on the matter that is open."""
        end, values = product.ACTIONS[action]
        form = self.page.locator(f"form[action$='{end}']").first
        assert form.count(), f"{self.page.url} offers no form for {end}"
        # Without a script a form may stand folded away in a <details>.
        for fold in form.locator("xpath=ancestor::details[not(@open)]").all():
            fold.locator("summary").first.click()
        self.fill(form, values | more)
        self.submit(form)
        assert not self.errors(), f"{action}: {self.errors()}"

    def errors(self) -> str:
        summary = self.page.locator(product.ERROR_SUMMARY)
        return summary.first.inner_text() if summary.count() else ""

    # --- What is looked at ---

    def picture(self, name: str) -> None:
        OUT.mkdir(exist_ok=True)
        self.page.screenshot(path=OUT / (re.sub(r"[^\w.-]+", "-", name).strip("-") + ".png"), full_page=True)

    def check_shape(self) -> None:
        """A language, one first heading, a title, and nothing that must be scrolled sideways."""
        page = self.page
        assert page.locator("html[lang]").count() == 1, f"{page.url}: html has no lang"
        assert page.title().strip(), f"{page.url}: no title"
        assert page.locator("h1").count() == 1, f"{page.url}: {page.locator('h1').count()} first headings"
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0, f"{page.url}: {over} px wider than the screen"

    def check_access(self) -> None:
        """No serious or critical finding of axe-core."""
        found = Axe().run(self.page).response["violations"]
        grave = [
            f"{one['impact']} {one['id']}: {one['help']}: {[node['target'] for node in one['nodes'][:3]]}"
            for one in found if one["impact"] in ("serious", "critical")
        ]
        assert not grave, f"{self.page.url}:\n" + "\n".join(grave)

    def close(self) -> None:
        self.context.close()


def fill_field(field: Locator, value: str) -> None:
    kind = field.first.evaluate("element => element.tagName === 'SELECT' ? 'select' : element.type")
    if kind == "select":
        choices = field.first.evaluate("element => [...element.options].map(one => one.value).filter(Boolean)")
        field.first.select_option(value if value in choices else choices[0])
    elif kind in ("radio", "checkbox"):
        wanted = field.and_(field.page.locator(f"[value='{value}']")) if value else field
        (wanted if wanted.count() else field).first.check(force=True)
    elif value:
        field.first.fill(value)
