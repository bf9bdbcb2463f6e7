"""One's own account in the browser: a second factor turned on, used and replaced by a recovery code; a session ended."""

import base64
import hashlib
import hmac
import struct
import time

import product
from visit import Visit

OWNER = product.ACCOUNT_OWNER
CODE = "[name=password-code]"


def code_of(key: str, offset: int = 0) -> str:
    """What an authenticator shows (RFC 6238), made here from the key alone."""
    secret = base64.b32decode(key.replace(" ", ""))
    digest = hmac.new(secret, struct.pack(">Q", int(time.time()) // 30 + offset), hashlib.sha1).digest()
    start = digest[-1] & 15
    return str((struct.unpack(">I", digest[start:start + 4])[0] & 0x7FFFFFFF) % 1_000_000).zfill(6)


def begin(visit: Visit) -> None:
    """The first step: name and password."""
    visit.open(product.SIGN_IN)
    visit.page.locator("main [name=login]").fill(OWNER)
    visit.page.locator("main [name=password]").fill(product.PASSWORD)
    visit.submit(visit.page.locator(product.MAIN_FORM).first)


def enter(visit: Visit, code: str) -> None:
    visit.page.locator(f"main {CODE}").fill(code)
    visit.submit(visit.page.locator("form#sign-in-code"))


def sign_out(visit: Visit) -> None:
    visit.submit(visit.page.locator("form[action='/sign-out']").first)


def turn_on(visit: Visit) -> tuple[str, list[str]]:
    """Turns the second factor on; answers the key and the recovery codes."""
    visit.open("/account/second-factor")
    visit.page.locator("main [name=password]").fill(product.PASSWORD)
    visit.submit(visit.page.locator("form#factor-begin"))
    key = visit.text("[data-secret]")
    assert visit.page.locator("svg.qr").is_visible()
    visit.check_shape()
    visit.picture("second factor set-up")
    visit.page.locator(f"main form#factor-confirm {CODE}").fill(code_of(key, -1))
    visit.submit(visit.page.locator("form#factor-confirm"))
    codes = visit.page.locator(".recovery-codes li").all_inner_texts()
    assert len(codes) == 10
    visit.check_shape()
    visit.picture("recovery codes")
    return key, codes


def test_a_second_factor_is_turned_on_used_and_turned_off(visit):
    owner = visit()
    begin(owner)
    owner.page.locator("a.person-link").click()
    assert owner.path == "/account"
    key, codes = turn_on(owner)
    sign_out(owner)

    begin(owner)
    assert owner.path == "/sign-in/code"
    owner.picture("sign-in code")
    owner.check_shape()
    enter(owner, "000000")
    assert owner.errors() and owner.path == "/sign-in/code"
    enter(owner, code_of(key))
    assert owner.path == product.DESK
    sign_out(owner)

    begin(owner)
    enter(owner, codes[0])
    assert owner.path == "/account", "who used a recovery code is told so first"
    owner.picture("account with news")
    owner.submit(owner.page.locator("form[action='/account/tidings']"))

    elsewhere = visit()
    begin(elsewhere)
    enter(elsewhere, codes[1])
    owner.open("/account/sessions")
    owner.picture("sessions")
    owner.submit(owner.page.locator("form[action$='/ending']").first)
    elsewhere.open("/desk")
    assert elsewhere.path == product.SIGN_IN, "the ended session opens nothing"

    owner.open("/account/second-factor")
    form = owner.page.locator("form#factor-remove")
    form.locator("[name=password]").fill(product.PASSWORD)
    form.locator(CODE).fill(codes[2])
    owner.submit(form)
    sign_out(owner)
    begin(owner)
    assert owner.path in (product.DESK, "/account"), "the password alone opens again"
