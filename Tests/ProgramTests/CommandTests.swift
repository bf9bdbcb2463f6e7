import App
import Foundation
import Matters
import Storage
import StorageSQLite
import TestDistrict
import TestSupport
import Testing

/// The commands as a script sees them: exit codes, results on standard output, everything else on standard error.
@Suite(.enabled(if: TestEngine.isFile)) struct CommandTests {
    private static let template = Task { try await TestDistrict.makeFolder(.empty) }

    /// A data folder that nobody has open.
    private func folder() async throws -> String {
        let folder = try TestFolders.place("data")
        try FileManager.default.copyItem(at: try await Self.template.value, to: folder)
        return folder.path
    }

    private func run(_ arguments: String..., input: String = "") throws -> Shell.Outcome {
        try Shell.run(arguments, input: input, home: TestDistrict.home)
    }

    @Test func `help goes to standard output and ends with 0`() throws {
        let help = try run("--help")
        #expect(help.status == 0)
        #expect(help.output.contains("SUBCOMMANDS"))
        #expect(help.told.isEmpty)
    }

    @Test func `a wrong command line ends with 64 and says how it is meant`() async throws {
        for arguments in [
            ["serve", "--nonsense"], ["user", "dismiss", "chenglichun"], ["demo", "--size", "huge"],
            ["user", "dismiss", "chenglichun", "--unit", "centre", "--role", "king"],
            ["journal", "verify", "--data", try await folder(), "--entry", "abc"],
        ] {
            let outcome = try Shell.run(arguments, home: TestDistrict.home)
            #expect(outcome.status == 64, "\(arguments)")
            #expect(outcome.output.isEmpty, "\(arguments)")
            #expect(outcome.told.contains("Usage:"), "\(arguments)")
        }
    }

    @Test func `a folder without a district ends with 64, and one with a district is not made again`() async throws {
        let empty = try TestFolders.make("empty").path
        let verify = try run("journal", "verify", "--json", "--data", empty)
        #expect(verify.status == 64)
        #expect(verify.output.isEmpty)
        #expect(try FileManager.default.contentsOfDirectory(atPath: empty).isEmpty, "looking made nothing")
        #expect(try run("demo", "--size", "empty", "--data", try await folder()).status == 64)
    }

    @Test func `work that fails ends with 1 and says why in a sentence`() async throws {
        let data = try await folder()
        let cases: [(arguments: [String], sentence: String)] = [
            (["user", "dismiss", "nobody", "--unit", "centre"], "Nobody has the sign-in name nobody."),
            (["user", "dismiss", "chenglichun", "--unit", "moon"], "No unit has the code moon."),
            (
                ["user", "dismiss", "chenglichun", "--unit", "centre", "--role", "head"],
                "chenglichun holds no such post in centre."
            ),
            (["user", "disable", "nobody"], "Nobody has the sign-in name nobody."),
            (
                ["accounts", "second-factor", "reset", "nobody", "--reason", "lost"],
                "Nobody has the sign-in name nobody."
            ),
            (["user", "enable", "nobody"], "Nobody has the sign-in name nobody."),
            (
                ["user", "appoint", "nobody", "--unit", "centre", "--role", "clerk"],
                "Nobody has the sign-in name nobody."
            ),
            (["user", "appoint", "chenglichun", "--unit", "moon", "--role", "clerk"], "No unit has the code moon."),
            (["user", "password", "nobody"], "Nobody has the sign-in name nobody."),
            (["user", "add", "chenglichun", "程立春"], "The sign-in name chenglichun is taken already."),
            (["matter", "erase", "YH2019-000001-X", "--yes"], "There is no such matter."),
            (["divisions", "shapes", "/nowhere/shapes.json"], "There is no /nowhere/shapes.json."),
            (
                ["init", "--facts", "/nowhere", "--home", TestDistrict.home.path],
                "The file district.yaml is missing or is not UTF-8."
            ),
            (["matter", "erase", "YH2019-000001-X"], "Nothing was erased."),
        ]
        for (arguments, sentence) in cases {
            let outcome = try Shell.run(arguments + ["--data", data], input: "long enough\n", home: TestDistrict.home)
            #expect(outcome.status == 1, "\(arguments)")
            #expect(outcome.output.isEmpty, "\(arguments)")
            #expect(outcome.told.hasSuffix("Error: \(sentence)\n"), "\(arguments)")
        }
        let short = try run("user", "add", "xiaoxue", "小雪", "--data", data, input: "short\n")
        #expect(short.status == 1)
        #expect(short.told == "Error: A password has eight characters or more.\n")
    }

    @Test func `an address that cannot be listened on ends with 1 and a sentence`() async throws {
        let data = try await folder()
        let taken = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(taken) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                bind(taken, pointer, length) == 0 && listen(taken, 1) == 0
                    && getsockname(taken, pointer, &length) == 0
            }
        }
        #expect(isBound)
        let port = UInt16(bigEndian: address.sin_port)
        let outcome = try run("serve", "--port", String(port), "--data", data)
        #expect(outcome.status == 1)
        #expect(outcome.output.isEmpty)
        #expect(outcome.told.contains("Error: The port is taken by another program; --port chooses another.\n"))
        let nowhere = try run("serve", "--host", "300.1.1.1", "--port", "0", "--data", data)
        #expect(nowhere.status == 1)
        #expect(nowhere.told.contains("Error: There is no host 300.1.1.1 to listen on.\n"))
    }

    @Test func `an import of nothing ends with 2, one of messages with one JSON object`() async throws {
        let data = try await folder()
        let file = try TestFolders.make("messages").appending(path: "messages.tsv")
        try Data().write(to: file)
        let nothing = try run("intake", "import", file.path, "--data", data)
        #expect(nothing.status == 2)
        #expect(nothing.output.isEmpty)
        #expect(nothing.told.contains("The file is empty"))
        #expect(try run("intake", "import", "/nowhere.tsv", "--data", data).status == 2)
        try Data("id\ttime\ttext\n1\tsome day\t路灯不亮了\n2\tsome day\t井盖没了\n".utf8).write(to: file)
        let rejected = try run("intake", "import", file.path, "--data", data)
        #expect(rejected.status == 2)
        #expect((rejected.json as? [String: Any])?["rejected"] as? Int == 2)
        #expect(rejected.told.contains("Every line was rejected"))
        try Data("id\ttime\ttext\n1\t2019-10-08T09:00:00+08:00\t路灯不亮了\n2\tsome day\t井盖没了\n".utf8).write(to: file)
        let some = try run("intake", "import", file.path, "--data", data)
        #expect(some.status == 0)
        #expect(some.output.split(separator: "\n").count == 1)
        #expect(some.json is [String: Any])
        #expect(some.told.contains("line 3: Not a time: some day"))
    }

    @Test func `people are listed, disabled, enabled and dismissed`() async throws {
        let data = try await folder()
        func person(_ login: String) throws -> [String: Any]? {
            let list = try run("user", "list", "--json", "--data", data)
            #expect(list.status == 0)
            #expect(list.told.isEmpty)
            return (list.json as? [[String: Any]])?.first { $0["login"] as? String == login }
        }
        #expect(try person("jiangxiazhi")?["disabled"] as? Bool == false)
        #expect(try run("user", "disable", "jiangxiazhi", "--data", data).output == "jiangxiazhi can sign in no more\n")
        #expect(try person("jiangxiazhi")?["disabled"] as? Bool == true)
        #expect(try run("user", "enable", "jiangxiazhi", "--data", data).status == 0)
        #expect(try person("jiangxiazhi")?["disabled"] as? Bool == false)
        #expect((try person("jiangxiazhi")?["posts"] as? [Any])?.count == 1)
        let last = try run("user", "dismiss", "jiangxiazhi", "--unit", "town:330110004", "--data", data)
        #expect(last.status == 0)
        #expect(last.output == "jiangxiazhi is no longer head of town:330110004\n")
        #expect(last.told.contains("has no head any more"))
        #expect((try person("jiangxiazhi")?["posts"] as? [Any])?.isEmpty == true)
        let again = try run("user", "dismiss", "jiangxiazhi", "--unit", "town:330110004", "--data", data)
        #expect(again.status == 1)
        let plain = try run("user", "list", "--data", data)
        #expect(plain.output.contains("jiangxiazhi\t蒋夏至\tactive\t\n"))
        #expect(try run("journal", "verify", "--data", data).status == 0)
    }
}
