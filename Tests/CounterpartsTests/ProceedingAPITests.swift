import Accounts
import App
import Base
import Matters
import Storage
import TestDistrict
import Testing
import Web

/// Proceedings opened and moved by a program of 星桥街道.
@Suite struct ProceedingAPITests {
    @Test func `a program opens a mediation, takes its steps, and reads its times`() async throws {
        let house = try await CounterpartWorld(), program = TestClient(try house.world.server())
        let token = try await house.world.token(of: CounterpartWorld.handler)
        let path = "/api/v1/desk/matters/\(house.matter)/proceedings"
        func revision() async throws -> Int { try await house.file().matter.revision }
        let list = try await program.call("GET", path, token: token)
        #expect(list.text.contains("\"procedure\":\"mediation\""))
        let opening = "{\"revision\":\(try await revision()),\"procedure\":\"mediation\",\"unit\":\"town:330110004\"}"
        let key = ["idempotency-key": "open-a-mediation-1"]
        let opened = try await program.call("POST", path, opening, token: token, headers: key)
        #expect(opened.text.contains("\"stage\""))
        #expect(try await program.call("POST", path, opening, token: token, headers: key).text == opened.text)
        #expect(try await program.call("POST", path, opening, token: token).status == 409)
        let id = try #require(try await house.proceedings().first { $0.procedure.code == "mediation" }).proceeding.id
        let steps = path + "/\(id)/steps"
        let acceptance = "{\"revision\":\(try await revision()),\"step\":\"acceptance\"}"
        #expect(try await program.call("POST", steps, acceptance, token: token).status == 200)
        #expect(try await program.call("GET", path, token: token).text.contains("\"completion\""))
        let bare = "{\"revision\":\(try await revision()),\"step\":\"failure\"}"
        let refused = try await program.call("POST", steps, bare, token: token)
        #expect(refused.status == 422)
        #expect(refused.text.contains("#/text"))
        let again = "{\"revision\":\(try await revision()),\"step\":\"acceptance\"}"
        #expect(try await program.call("POST", steps, again, token: token).status == 422)
        let unknown = "{\"revision\":\(try await revision()),\"step\":\"no-such\"}"
        #expect(try await program.call("POST", steps, unknown, token: token).status == 404)
        #expect(try await house.opened(id).proceeding.stage == "mediating")
        #expect(try await house.isSound())
    }

    @Test func `a program of another town finds no such matter`() async throws {
        let house = try await CounterpartWorld(), program = TestClient(try house.world.server())
        let token = try await house.world.token(of: "lyuqingming")
        let path = "/api/v1/desk/matters/\(house.matter)/proceedings"
        #expect(try await program.call("GET", path, token: token).status == 404)
        let body = "{\"revision\":\(try await house.file().matter.revision),\"procedure\":\"mediation\"}"
        #expect(try await program.call("POST", path, body, token: token).status == 404)
    }
}
