"""Every page on every device: it opens, fits, can be used by everyone, and asks nothing of other hosts."""

import product
import pytest

DEVICES = ["phone", "desk"]
SCRIPTS = pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])


def look_at(one, name: str) -> None:
    one.check_shape()
    one.picture(name)
    if one.script:
        one.check_access()


@SCRIPTS
@pytest.mark.parametrize("device", DEVICES)
@pytest.mark.parametrize("path", product.PUBLIC_PAGES)
def test_a_public_page_opens_for_everyone(visit, path, device, script):
    one = visit(device=device, script=script)
    one.open(path)
    look_at(one, f"public {path} {device} {'script' if script else 'plain'}")


@pytest.mark.parametrize("path", product.PUBLIC_PAGES)
def test_a_public_page_is_as_good_in_the_dark_and_in_english(visit, path):
    one = visit(device="phone", dark=True, language="en-GB")
    one.open(path)
    look_at(one, f"public {path} phone dark english")


@SCRIPTS
@pytest.mark.parametrize("path, account", product.STAFF_PAGES)
def test_a_page_of_the_staff_opens_for_its_account(visit, path, account, script):
    one = visit(device="desk", script=script)
    one.sign_in(account)
    if path == "{matter}":
        one.open("/desk")
        path = one.page.locator(product.MATTER_LINK).first.get_attribute("href")
    one.open(path)
    look_at(one, f"staff {path if len(path) < 30 else 'matter'} {'script' if script else 'plain'}")


@pytest.mark.parametrize("path", [path for path, _ in product.STAFF_PAGES if path.startswith("/")])
def test_a_page_of_the_staff_is_closed_to_visitors(visit, path):
    one = visit()
    answer = one.page.goto(path)
    assert answer.status in (401, 403) or product.SIGN_IN in one.page.url


def test_a_page_that_is_not_there_says_so_in_words(visit):
    one = visit(device="phone")
    one.open("/no-such-page", status=404)
    one.check_shape()
