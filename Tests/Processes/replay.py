"""Holds event logs against the procedures they ran under: replay by pm4py, walks by SpiffWorkflow, days against terms."""

import collections
import contextlib
import datetime
import io
import json
import os
import pathlib
import subprocess
import xml.etree.ElementTree as ElementTree

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = pathlib.Path(os.environ.get("SHANZHI_BINARY", ROOT / ".build/debug/shanzhi"))

BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
DI = "{http://www.omg.org/spec/BPMN/20100524/DI}"
XES = "{http://www.xes-standard.org/}"

# Fitness is a quotient of costs.
WHOLE = 1 - 1e-9


def shanzhi(*arguments: str | pathlib.Path) -> str:
    """Runs the program over the rules of this repository."""
    return shanzhi_at(ROOT, *arguments)


def shanzhi_at(home: pathlib.Path, *arguments: str | pathlib.Path) -> str:
    result = subprocess.run([BINARY, *arguments, "--home", home], capture_output=True, text=True, timeout=300, check=False)
    assert result.returncode == 0, f"shanzhi {' '.join(map(str, arguments))}: {result.returncode}\n{result.stderr}"
    return result.stdout


class Event:
    def __init__(self, element: ElementTree.Element) -> None:
        self.facts = {fact.get("key"): fact.get("value") for fact in element}
        self.label, self.code = self.facts["concept:name"], self.facts["code"]
        self.at = datetime.datetime.fromisoformat(self.facts["time:timestamp"])
        self.terms = {
            key.removeprefix("term:"): datetime.date.fromisoformat(value)
            for key, value in self.facts.items() if key.startswith("term:")
        }


class Trace:
    def __init__(self, element: ElementTree.Element) -> None:
        facts = {fact.get("key"): fact.get("value") for fact in element if fact.tag != f"{XES}event"}
        self.name, self.matter, self.procedure = facts["concept:name"], facts["matter"], facts["procedure"]
        self.state, self.end = facts["state"], facts.get("end")
        self.events = [Event(event) for event in element.iter(f"{XES}event")]


def read_log(file: pathlib.Path) -> list[Trace]:
    return [Trace(trace) for trace in ElementTree.parse(file).getroot().iter(f"{XES}trace")]


class Process:
    """A procedure as pm4py and SpiffWorkflow read it from its BPMN file."""

    def __init__(self, file: pathlib.Path) -> None:
        self.file = file
        self.root = ElementTree.parse(file).getroot()
        self.process = self.root.find(f"{BPMN}process")
        self.tasks = {t.get("id"): t.get("name") for t in self.process if t.tag in (f"{BPMN}userTask", f"{BPMN}task")}
        flows = self.process.findall(f"{BPMN}sequenceFlow")
        self.after = {f.get("sourceRef"): f.get("targetRef") for f in flows if f.find(f"{BPMN}conditionExpression") is None}
        self.timers = {t.get("id") for t in self.process.findall(f"{BPMN}intermediateCatchEvent")}
        self.dues = {element.text for element in self.process.iter(f"{BPMN}timeDate")}
        self.opening = self.after["start"]
        self._net = None

    # --- Replay

    def net(self):
        """The Petri net with its first and last marking. pm4py 2.7 knows no timers: they are silent, so a way leads past them."""
        if self._net is None:
            import pm4py

            tree = ElementTree.parse(self.file)
            process = tree.getroot().find(f"{BPMN}process")
            for flow in list(process.findall(f"{BPMN}sequenceFlow")):
                if flow.get("sourceRef") in self.timers:
                    process.remove(flow)
                elif flow.get("targetRef") in self.timers:
                    flow.set("targetRef", self.after[flow.get("targetRef")])
            for timer in process.findall(f"{BPMN}intermediateCatchEvent"):
                process.remove(timer)
            plain = self.file.with_suffix(".plain.bpmn")
            tree.write(plain, encoding="utf-8", xml_declaration=True)
            self._net = pm4py.convert_to_petri_net(pm4py.read_bpmn(str(plain)))
            plain.unlink()
        return self._net

    def running_net(self):
        """The same, for proceedings that are not at their end: they may stop in every stage."""
        import copy
        from pm4py.objects.petri_net.obj import PetriNet
        from pm4py.objects.petri_net.utils import petri_utils

        net, first, last = copy.deepcopy(self.net())
        sink = next(iter(last))
        for place in list(net.places):
            if place not in first and place not in last:
                stop = PetriNet.Transition(f"stop-{place.name}", None)
                net.transitions.add(stop)
                petri_utils.add_arc_from_to(place, stop, net)
                petri_utils.add_arc_from_to(stop, sink, net)
        return net, first, last

    def fitness(self, traces: list[Trace]) -> list[float]:
        """By alignments: exact also where silent ways make token replay guess."""
        from pm4py.algo.conformance.alignments.petri_net import algorithm
        from pm4py.objects.log.obj import Event as LogEvent, EventLog, Trace as LogTrace

        result: dict[int, float] = {}
        for isRunning in (False, True):
            chosen = [n for n, trace in enumerate(traces) if (trace.state != "ended") == isRunning]
            if not chosen:
                continue
            log = EventLog([
                LogTrace([LogEvent({"concept:name": e.label, "time:timestamp": e.at}) for e in traces[n].events]) for n in chosen
            ])
            net, first, last = self.running_net() if isRunning else self.net()
            with contextlib.redirect_stderr(io.StringIO()):
                aligned = algorithm.apply(log, net, first, last)
            result.update({n: one["fitness"] for n, one in zip(chosen, aligned)})
        return [result[n] for n in range(len(traces))]

    # --- Walks

    def stages(self) -> dict[str, dict[str, tuple[str, str]]]:
        """For each gateway the actions: their tasks and the gateway after them."""
        found: dict[str, dict[str, tuple[str, str]]] = collections.defaultdict(dict)
        for flow in self.process.findall(f"{BPMN}sequenceFlow"):
            condition = flow.find(f"{BPMN}conditionExpression")
            if condition is not None:
                action = condition.text.split("'")[1]
                task = flow.get("targetRef")
                task = self.after[task] if task in self.timers else task
                found[flow.get("sourceRef")][action] = (task, self.after[task])
        return found

    def walks(self) -> list[list[str]]:
        """Ways from the opening to an end that take every action of every stage once at least."""
        stages = self.stages()
        ends = {flow.get("sourceRef") for flow in self.process.findall(f"{BPMN}sequenceFlow")
            if flow.get("targetRef").startswith("end-")}
        first = self.after[self.opening]
        steps = {(stage, action): goal for stage, acts in stages.items() for action, (_, goal) in acts.items()}

        def way(start: str, goals: set[str]) -> list[tuple[str, str]]:
            seen, queue = {start}, collections.deque([(start, [])])
            while queue:
                place, path = queue.popleft()
                if place in goals:
                    return path
                for action, (_, goal) in stages[place].items():
                    if goal not in seen:
                        seen.add(goal)
                        queue.append((goal, [*path, (place, action)]))
            raise AssertionError(f"{self.file.name}: no way from {start} to {goals}")

        missing, walks = set(steps), []
        while missing:
            place, walk = first, []
            # What stays in a stage is taken while the walk stands there; then one that leads on.
            while True:
                here = sorted(a for s, a in missing if s == place)
                action = next((a for a in here if steps[place, a] == place), here[0] if here else None)
                if action is None:
                    path = None
                    for goal in sorted({s for s, _ in missing}):
                        with contextlib.suppress(AssertionError):
                            path = way(place, {goal})
                            break
                    if path is None:
                        break
                    step = path[0]
                else:
                    step = (place, action)
                walk.append(step)
                missing.discard(step)
                place = steps[step]
                assert len(walk) < 1_000, f"{self.file.name}: a walk without an end"
            walk += way(place, ends)
            walks.append([action for _, action in walk])
            assert len(walks) < 200, f"{self.file.name}: {missing} cannot be reached"
        return walks

    def walk(self, actions: list[str]) -> list[str]:
        """The labels of the tasks as SpiffWorkflow steps through them; each gateway asks for the next action."""
        from SpiffWorkflow import TaskState
        from SpiffWorkflow.bpmn import BpmnWorkflow
        from SpiffWorkflow.bpmn.parser import BpmnParser

        if not hasattr(self, "_spec"):
            parser = BpmnParser()
            parser.add_bpmn_file(str(self.file))
            self._spec = parser.get_spec(self.process.get("id"))
        workflow, done = BpmnWorkflow(self._spec), []
        workflow.do_engine_steps(did_complete_task=lambda task: done.append(task.task_spec.name))
        queue = list(actions)
        for _ in range(len(actions) + 2):
            ready = workflow.get_tasks(state=TaskState.READY, manual=True)
            if not ready:
                break
            task = ready[0]
            # What the clock does follows by itself: the next action is named before it comes to the gateway after.
            task.data.update({"action": queue.pop(0) if queue else "", **{due: "2019-01-01" for due in self.dues}})
            done.append(task.task_spec.name)
            task.run()
            self._run(workflow, queue, done)
        assert workflow.is_completed(), f"{self.file.name}: {actions} does not end: {done}"
        return [self.tasks[name] for name in done if name in self.tasks]

    def _run(self, workflow, queue: list[str], done: list[str]) -> None:
        """Engine steps one by one, so that a task of the clock names what follows it."""
        from SpiffWorkflow import TaskState

        for _ in range(100):
            workflow.refresh_waiting_tasks()
            ready = [t for t in workflow.get_tasks(state=TaskState.READY, manual=False)]
            if not ready:
                return
            task = ready[0]
            if task.task_spec.name in self.tasks:
                task.data["action"] = queue.pop(0) if queue else ""
            done.append(task.task_spec.name)
            task.run()


# --- Days

class Late:
    def __init__(self, trace: Trace, day: datetime.date, due: datetime.date, rule: str) -> None:
        self.trace, self.day, self.due, self.rule = trace, day, due, rule

    def __str__(self) -> str:
        return f"{self.trace.name}: asked on {self.day}, but {self.rule} ended on {self.due}"


def late_openings(logs: dict[str, list[Trace]], procedure: str, rule: str) -> list[Late]:
    """Proceedings of a procedure that were opened after the term of a rule, which another one of the matter had started."""
    dues: dict[str, list[datetime.date]] = collections.defaultdict(list)
    for trace in (t for traces in logs.values() for t in traces):
        for event in trace.events:
            if rule in event.terms:
                dues[trace.matter].append(event.terms[rule])
    late = []
    for trace in (t for traces in logs.values() for t in traces if t.procedure == procedure and t.events):
        day = trace.events[0].at.date()
        if dues[trace.matter] and day > max(dues[trace.matter]):
            late.append(Late(trace, day, max(dues[trace.matter]), rule))
    return late


def explain(rule: str, start: datetime.date) -> datetime.date | None:
    """The last day of a rule as the program counts it; None where the law pack has no such row."""
    known = {row["id"] for row in json.loads(shanzhi("clocks", "rules", "--json"))}
    if rule not in known:
        return None
    answer = json.loads(shanzhi("clocks", "explain", "--rule", rule, "--from", str(start), "--json"))
    return datetime.date.fromisoformat(answer["due"])
