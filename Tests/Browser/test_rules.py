"""Routing rules changed and tried, and the checklist beside an answer, with and without scripts."""

import flows
import product
import pytest

RULES = "/rules/routing"


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_head_changes_a_rule_and_tries_it_on_past_matters(visit, script):
    head = visit(account=product.CENTRE_HEAD, script=script, device="phone")
    head.open(RULES)
    head.check_shape()
    head.open(f"{RULES}/draft")
    begin = head.page.locator("main form[action$='/draft'] button")
    if begin.count():
        begin.click()
    head.open(f"{RULES}/draft/rules/R12")
    form = head.form("/rules/R12")
    head.fill(form, {"target": "town"})
    head.submit(form)
    head.look("draft of the routing rules")
    head.open(f"{RULES}/dry-run?last=200")
    head.look("dry run")
    head.open(f"{RULES}/draft")
    head.submit(head.page.locator("main form[action$='/draft/removal']"))
    assert not head.page.locator("main form[action$='/draft/removal']").count()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_the_checklist_follows_an_answer_and_stops_nobody(visit, script):
    receipt = flows.file_matter(visit(device="phone"), product.FUMES)
    clerk = visit(account=product.WINDOW, script=script)
    address = flows.find_matter(clerk, receipt.number)
    clerk.act("accept")
    clerk.open(f"{address}/actions/answer")
    form = clerk.form("/actions/answer")
    clerk.fill(form, {"text": "油烟管十五个工作日内改好。"})
    if script:
        clerk.page.locator("#answer-check", has_text="十五个工作日内").wait_for()
    else:
        clerk.page.locator("button[formaction$='/check']").click()
        assert "十五个工作日内" in clerk.text("#answer-check")
        assert clerk.page.locator("textarea[name=text]").input_value().startswith("油烟管")
    clerk.check_shape()
    form = clerk.form("/actions/answer")
    clerk.fill(form, {"end": "solved"})
    clerk.submit(form)
    assert clerk.path == address
