"""Every procedure and every proceeding of a demo district as others read them: BPMN 2.0 by pm4py and SpiffWorkflow, XES by pm4py."""

import copy
import datetime
import pathlib
import sqlite3
import xml.etree.ElementTree as ElementTree

import pytest

import replay

M4_DAYS = 30


@pytest.fixture(scope="session")
def folder(tmp_path_factory) -> pathlib.Path:
    """The files of a small demo district."""
    place = tmp_path_factory.mktemp("processes")
    replay.shanzhi("demo", "--data", place / "data", "--size", "small")
    replay.shanzhi("export", "bpmn", "--out", place / "rules")
    for kind in ("bpmn", "xes"):
        replay.shanzhi("export", kind, "--data", place / "data", "--out", place / "out")
    return place


@pytest.fixture(scope="session")
def processes(folder) -> dict[str, replay.Process]:
    found = {file.stem: replay.Process(file) for file in sorted((folder / "rules").glob("*.bpmn"))}
    found |= {file.stem: replay.Process(file) for file in sorted((folder / "out").glob("*.bpmn"))}
    return found


@pytest.fixture(scope="session")
def logs(folder) -> dict[str, list[replay.Trace]]:
    return {file.stem: replay.read_log(file) for file in sorted((folder / "out").glob("*.xes"))}


def test_every_proceeding_of_the_district_is_a_trace(folder, logs):
    with sqlite3.connect(f"file:{folder}/data/shanzhi.sqlite?mode=ro", uri=True) as database:
        rows = dict(database.execute("SELECT procedure, COUNT(*) FROM proceedings GROUP BY procedure"))
    found = {}
    for trace in (trace for traces in logs.values() for trace in traces):
        found[trace.procedure] = found.get(trace.procedure, 0) + 1
        assert trace.events, f"{trace.name} has no steps"
    assert found == rows and sum(rows.values()) > 100


def test_pm4py_reads_the_logs_as_they_are(folder, logs):
    import pm4py

    for name, traces in logs.items():
        log = pm4py.read_xes(str(folder / "out" / f"{name}.xes"))
        assert len(log) == sum(len(trace.events) for trace in traces), name
        assert set(log["case:concept:name"]) == {trace.name for trace in traces}, name
        # Everything was in Hangzhou's time, and nobody is named.
        assert log["time:timestamp"].notna().all() and "org:resource" in log, name


def test_every_proceeding_replays_against_its_procedure_with_fitness_1(processes, logs):
    ended = 0
    for name, traces in logs.items():
        for trace, fitness in zip(traces, processes[name].fitness(traces)):
            assert fitness >= replay.WHOLE, f"{name}: {trace.name} has fitness {fitness}: {[e.code for e in trace.events]}"
        ended += sum(trace.state == "ended" for trace in traces)
    assert ended > 50, "whole lives are among them"


def test_an_acceptance_that_was_skipped_is_found_and_named(processes, logs):
    planted = 0
    for name, traces in logs.items():
        chosen = next(
            (t for t in traces if t.state == "ended" and [e.code for e in t.events][-1] == "answer" and any(e.code == "accept" for e in t.events)),
            None)
        if chosen is None:
            continue
        planted += 1
        faulty = copy.copy(chosen)
        faulty.name = f"{chosen.name} without acceptance"
        faulty.events = [event for event in chosen.events if event.code != "accept"]
        changed = [faulty if trace is chosen else trace for trace in traces]
        found = [t.name for t, fitness in zip(changed, processes[name].fitness(changed)) if fitness < replay.WHOLE]
        assert found == [faulty.name], name
    assert planted >= 3


def test_a_step_in_a_stage_that_does_not_know_it_is_found(processes, logs):
    name, traces = next((name, traces) for name, traces in logs.items() if name.startswith("petition"))
    chosen = next(trace for trace in traces if trace.state == "ended" and len(trace.events) > 2)
    faulty = copy.copy(chosen)
    faulty.events = [*chosen.events[1:2], chosen.events[0], *chosen.events[2:]]
    assert processes[name].fitness([chosen])[0] >= replay.WHOLE
    assert processes[name].fitness([faulty])[0] < replay.WHOLE


def test_spiffworkflow_steps_through_every_action_of_every_procedure(processes):
    for name, process in processes.items():
        stages, taken = process.stages(), set()
        for actions in process.walks():
            done, stage, expected = process.walk(actions), process.after[process.opening], [process.tasks[process.opening]]
            for action in actions:
                task, after = stages[stage][action]
                expected.append(process.tasks[task])
                taken.add((stage, action))
                stage = after
            assert done == expected, name
        assert taken == {(stage, action) for stage, acts in stages.items() for action in acts}, name


def test_what_the_clock_does_waits_for_its_day(folder, tmp_path):
    """A hand-made procedure, so that it holds whatever Rules/ has: a request lapses when its time is over."""
    from SpiffWorkflow import TaskState
    from SpiffWorkflow.bpmn import BpmnWorkflow
    from SpiffWorkflow.bpmn.parser import BpmnParser

    home = tmp_path / "home"
    rules = home / "Rules" / "procedures"
    rules.mkdir(parents=True)
    (rules / "trial.yaml").write_text(TRIAL)
    replay.shanzhi_at(home, "export", "bpmn", "--out", tmp_path / "out")
    process = replay.Process(tmp_path / "out" / "trial@2011-01-01.bpmn")
    parser = BpmnParser()
    parser.add_bpmn_file(str(process.file))
    workflow = BpmnWorkflow(parser.get_spec("procedure-trial"))
    workflow.do_engine_steps()
    task = workflow.get_tasks(state=TaskState.READY, manual=True)[0]
    task.data.update(action="lapse", due_reply="2099-12-31")
    task.run()
    workflow.do_engine_steps()
    workflow.refresh_waiting_tasks()
    waiting = [task.task_spec.name for task in workflow.get_tasks(state=TaskState.WAITING)]
    assert len(waiting) == 1 and waiting[0].startswith("timer-requested-lapse")
    assert not workflow.is_completed()
    assert process.walk(["lapse"]) == ["申请", "逾期未答复"], "and goes on once it has come"
    assert process.walk(["acceptance", "agreement", "record"]) == ["申请", "受理", "达成协议", "登记文本"]


def confirmation(agreed: datetime.date, asked: datetime.date) -> dict[str, list[replay.Trace]]:
    """A mediation whose agreement took effect on a day, and the confirmation asked for on another."""
    due = agreed + datetime.timedelta(days=M4_DAYS)
    text = f"""<log xmlns="http://www.xes-standard.org/">
      <trace><string key="concept:name" value="YH2019-000001-X mediation 1"/><string key="matter" value="YH2019-000001-X"/>
        <string key="procedure" value="mediation"/><string key="state" value="ended"/>
        <event><string key="concept:name" value="达成协议"/><string key="code" value="agreement"/>
          <date key="time:timestamp" value="{agreed}T15:00:00+08:00"/><string key="term:M4" value="{due}"/></event></trace>
      <trace><string key="concept:name" value="YH2019-000001-X confirmation 1"/><string key="matter" value="YH2019-000001-X"/>
        <string key="procedure" value="confirmation"/><string key="state" value="running"/>
        <event><string key="concept:name" value="申请司法确认"/><string key="code" value="opening"/>
          <date key="time:timestamp" value="{asked}T09:30:00+08:00"/></event></trace>
    </log>"""
    traces = [replay.Trace(trace) for trace in ElementTree.fromstring(text).iter(f"{replay.XES}trace")]
    return {"planted": traces}


def test_a_confirmation_asked_on_day_31_is_found_by_its_day():
    # Tuesday; day 30 is Thursday the 10th of October, a working day.
    agreed = datetime.date(2019, 9, 10)
    for day in (1, 30):
        assert replay.late_openings(confirmation(agreed, agreed + datetime.timedelta(days=day)), "confirmation", "M4") == []
    late = replay.late_openings(confirmation(agreed, agreed + datetime.timedelta(days=31)), "confirmation", "M4")
    assert [str(one) for one in late] == ["YH2019-000001-X confirmation 1: asked on 2019-10-11, but M4 ended on 2019-10-10"]
    counted = replay.explain("M4", agreed)
    assert counted in (None, datetime.date(2019, 10, 10)), "as `shanzhi clocks explain --rule M4` counts it"


def test_no_confirmation_of_the_demo_was_asked_too_late(logs):
    assert replay.late_openings(logs, "confirmation", "M4") == []


def test_every_due_day_in_the_logs_is_no_earlier_than_its_step(logs):
    known = 0
    for trace in (trace for traces in logs.values() for trace in traces):
        for event in trace.events:
            for rule, due in event.terms.items():
                known += 1
                assert due >= event.at.date(), f"{trace.name}: {rule} ends on {due}, before {event.code} on {event.at}"
    assert known > 100


TRIAL = """
pack: procedures
code: trial
version: 2011.1
from: 2011-01-01
road: mediation
zh: 试调解
en: Trial
plain: {zh: 请人来调解, en: Somebody helps both sides to agree}
filing: {zh: 申请, en: Ask, stage: requested, starts: [reply], event: received, by: [answerable], needs: [text]}
stages:
  - {code: requested, zh: 已申请, en: Requested, open: true, plain: {zh: 等答复, en: No answer yet}}
  - {code: talking, zh: 调解中, en: In mediation, open: true, plain: {zh: 正在谈, en: Talking}}
  - {code: over, zh: 已结束, en: Over, open: false, plain: {zh: 有了结果, en: There is a result}}
ends:
  - {code: agreed, zh: 达成协议, en: Agreed, solved: true}
  - {code: failed, zh: 没有谈成, en: Failed, solved: false}
actions:
  - {code: acceptance, zh: 受理, en: Accept, from: [requested], to: talking, by: [answerable], stops: [reply]}
  - {code: agreement, zh: 达成协议, en: Agreement, from: [talking], to: over, by: [answerable], end: agreed}
  - {code: lapse, zh: 逾期未答复, en: No reply in time, from: [requested], to: over, by: [clock], on-expiry: reply, end: failed}
  - {code: record, zh: 登记文本, en: Keep the text, from: [over], by: [answerable]}
"""
