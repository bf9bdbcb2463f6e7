import App
import Foundation
import TestDistrict
import TestSupport
import Testing

/// A flag comes before the environment, the environment before the file, and no password is shown.
@Suite struct ConfigTests {
    private struct Line: Decodable, Equatable {
        let name: String
        let value: String?
        let origin: String
    }

    private func show(_ arguments: [String], environment: [String: String] = [:]) throws -> [String: Line] {
        let outcome = try Shell.run(
            ["config", "show", "--json"] + arguments, home: TestDistrict.home, environment: environment)
        #expect(outcome.status == 0, "\(outcome.told)")
        let lines = try JSONDecoder().decode([Line].self, from: Data(outcome.output.utf8))
        return Dictionary(uniqueKeysWithValues: lines.map { ($0.name, $0) })
    }

    private func file(_ text: String) throws -> String {
        let path = try TestFolders.place("shanzhi.yaml")
        try Data(text.utf8).write(to: path)
        return path.path
    }

    @Test func `without anything set every value is the program's own`() throws {
        let lines = try show([])
        #expect(lines["port"] == Line(name: "port", value: "8080", origin: "default"))
        #expect(lines["host"]?.value == "127.0.0.1")
        #expect(lines["filing-limit"]?.value == "60")
        #expect(lines["metrics-port"] == Line(name: "metrics-port", value: nil, origin: "default"))
        #expect(lines["data"]?.value?.hasSuffix("/data") == true)
    }

    @Test func `a flag comes before the environment, and the environment before the file`() throws {
        let config = try file("port: 1001\nhost: 0.0.0.0\nfiling-limit: 5\ntrusted-proxy: [10.0.3.7, 10.1.0.0/16]\n")
        let variables = ["SHANZHI_CONFIG": config, "SHANZHI_PORT": "1002", "SHANZHI_FILING_LIMIT": "6"]
        let lines = try show(["--port", "1003"], environment: variables)
        #expect(lines["port"] == Line(name: "port", value: "1003", origin: "flag"))
        #expect(lines["filing-limit"] == Line(name: "filing-limit", value: "6", origin: "environment"))
        #expect(lines["host"] == Line(name: "host", value: "0.0.0.0", origin: "file"))
        #expect(lines["trusted-proxy"]?.value == "10.0.3.7, 10.1.0.0/16")
        #expect(lines["home"]?.origin == "environment")
    }

    @Test(arguments: [
        "postgres://guyu:rain@db1,db2/district", "postgres://db1/district?user=guyu&password=rain",
        "postgres://guyu:a@rain@db1/district", "host=db1 user=guyu password='rain or shine'",
    ])
    func `a password in an address is not shown`(address: String) throws {
        let named = ["--database", address, "--replica", address]
        for setting in ["database", "replica"] {
            let shown = try #require(try show(named)[setting]?.value)
            #expect(!shown.contains("rain"), "\(shown)")
            #expect(shown.contains("guyu") && shown.contains("***"), "\(shown)")
        }
        let lines = try Shell.run(["config", "show"] + named, home: TestDistrict.home)
        #expect(!lines.output.contains("rain"))
    }

    @Test func `a font that is not installed stops the server with the name of the setting`() async throws {
        let data = try await TestDistrict.makeFolder(.empty)
        let refused = try Shell.run(
            ["serve", "--data", data.path, "--port", "0"], home: TestDistrict.home,
            environment: ["SHANZHI_FONT_BODY": "Nowhere Song"])
        #expect(refused.status == 64)
        #expect(refused.told.contains("font-body: none of Nowhere Song is installed"))
        let shown = try show([], environment: ["SHANZHI_FONT_BODY": "Nowhere Song"])
        #expect(shown["font-body"]?.value == "Nowhere Song")
        #expect(shown["font-body"]?.origin == "environment")
    }

    @Test func `a district in a file has no replica`() async throws {
        let data = try await TestDistrict.makeFolder(.empty)
        let replica = ["--replica", "postgres://guyu@db1/district"]
        let refused = try Shell.run(["serve", "--data", data.path, "--port", "0"] + replica, home: TestDistrict.home)
        #expect(refused.status == 64)
        #expect(refused.told.contains("--replica wants --database"))
    }

    @Test func `a setting that does not exist, a number that is none and a missing file end with 64`() throws {
        let cases: [(arguments: [String], variables: [String: String], sentence: String)] = [
            (["--config", try file("prot: 8080\n")], [:], "there is no setting prot."),
            (["--config", try file("- 8080\n")], [:], "is no list of settings"),
            (["--config", "/nowhere.yaml"], [:], "The file of settings /nowhere.yaml cannot be read."),
            ([], ["SHANZHI_PORT": "eighty"], "SHANZHI_PORT: eighty is no number."),
            ([], ["SHANZHI_TRUSTED_PROXY": "10.0.0.1, somewhere"], "somewhere is no address or network."),
            (["--trusted-proxy", "somewhere"], [:], "somewhere is no address or network."),
        ]
        for (arguments, variables, sentence) in cases {
            let outcome = try Shell.run(
                ["config", "show"] + arguments, home: TestDistrict.home, environment: variables)
            #expect(outcome.status == 64, "\(sentence)")
            #expect(outcome.told.contains(sentence), "\(outcome.told)")
        }
    }

    @Test(.enabled(if: TestEngine.isFile)) func `a command finds its folder in the environment`() async throws {
        let data = try await TestDistrict.makeFolder(.empty)
        let outcome = try Shell.run(
            ["journal", "verify"], home: TestDistrict.home, environment: ["SHANZHI_DATA": data.path])
        #expect(outcome.status == 0, "\(outcome.told)")
        #expect(outcome.output.hasSuffix("clean\n"))
    }
}
