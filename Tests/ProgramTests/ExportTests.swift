import App
import Foundation
import TestDistrict
import TestSupport
import Testing

/// `shanzhi export` as somebody calls it who takes the files elsewhere.
@Suite(.enabled(if: TestEngine.isFile)) struct ExportTests {
    private func files(_ folder: URL, _ ending: String) throws -> Set<String> {
        let all = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        return Set(all.filter { $0.hasSuffix(ending) }.map { String($0.dropLast(ending.count)) })
    }

    @Test func `every procedure under Rules becomes a file and a drawing`() throws {
        let out = try TestFolders.place("out").appending(path: "new/deeper")
        let outcome = try Shell.run(["export", "bpmn", "--out", out.path], home: TestDistrict.home)
        #expect(outcome.status == 0, "\(outcome.told)")
        let rules = try FileManager.default.contentsOfDirectory(
            atPath: TestDistrict.home.appending(path: "Rules/procedures").path)
        #expect(try files(out, ".bpmn").count == rules.count - 1, "all but what they share")
        #expect(try files(out, ".bpmn") == files(out, ".svg"))
        #expect(outcome.output.contains("petition@2016-08-01.bpmn\n"))
    }

    @Test func `a district's log and procedure have the same name, and nothing in the district changes`() async throws {
        let data = try await TestDistrict.makeFolder(.small), out = try TestFolders.make("out")
        for kind in ["bpmn", "xes"] {
            let outcome = try Shell.run(
                ["export", kind, "--data", data.path, "--out", out.path], home: TestDistrict.home)
            #expect(outcome.status == 0, "\(outcome.told)")
        }
        let logs = try files(out, ".xes"), procedures = try files(out, ".bpmn")
        #expect(logs.count >= 5 && logs.isSubset(of: procedures))
        let log = try String(contentsOf: out.appending(path: "dispute@2005-05-01.xes"), encoding: .utf8)
        #expect(log.hasSuffix("</log>\n") && log.contains("<trace>"))
    }

    @Test func `a folder without a district, and one that cannot be made, are said in a sentence`() throws {
        let empty = try TestFolders.make("empty").path
        let none = try Shell.run(["export", "xes", "--data", empty, "--out", empty], home: TestDistrict.home)
        #expect(none.status == 64 && none.told.contains("There is no database"))
        let file = try TestFolders.place("file")
        try Data("x".utf8).write(to: file)
        let barred = try Shell.run(["export", "bpmn", "--out", file.path], home: TestDistrict.home)
        #expect(barred.status != 0 && barred.output.isEmpty && !barred.told.isEmpty)
    }
}
