import Base
import Foundation
import Matters
import Storage
import TestDistrict
import Testing
import Web

/// Rules, issues, figures and notices by program.
@Suite struct APIRuleTests {
    private static let routing = "/api/v1/rules/routing"

    @Test func `韩春分 drafts, tries and publishes routing rules by program, and 沈小暑 may not`() async throws {
        let desk = try await APIDesk()
        _ = try await desk.world.file(to: "town:330110004")
        let now = try await desk.get(Self.routing, as: "shenxiaoshu").body
        let number = try #require(now["current"]?["number"]?.integer)
        #expect(now["may_change"] == false && now["draft"] == .null)
        #expect(try await desk.get("\(Self.routing)/draft", as: "hanchunfen").status == 404)
        #expect(
            try await desk.get("\(Self.routing)/dry-run", as: "hanchunfen").status == 404, "there is no draft to try")
        let version = try await desk.get("\(Self.routing)/versions/\(number)", as: "shenxiaoshu").body
        let yaml = try #require(version["yaml"]?.string), first = try #require(version["rules"]?.array?.first)
        #expect(try await desk.get("\(Self.routing)/versions/999", as: "shenxiaoshu").status == 404)
        #expect(try await desk.post("\(Self.routing)/draft", "{}", as: "shenxiaoshu").status == 403)
        #expect(try await desk.post("\(Self.routing)/draft", "{}", as: "jiangxiazhi").status == 422, "a head of a town")
        let begun = try await desk.post("\(Self.routing)/draft", "{}", as: "hanchunfen")
        #expect(begun.status == 200 && begun.body["draft"] == 1, "\(begun.body.text())")
        let same = #"{"revision":1,"reason":"试一试","from":"2019-11-26"}"#
        let nothing = try await desk.post("\(Self.routing)/draft/publication", same, as: "hanchunfen")
        #expect(nothing.status == 422 && nothing.body["code"] == "barred")
        #expect(
            try await desk.post("\(Self.routing)/draft", #"{"yaml":": x","revision":1}"#, as: "hanchunfen").body.faulty
                == ["#/yaml"])
        let sentence = try #require(first["sentence"]?["en"]?.string)
        let changed = JSONValue.string(yaml.replacing(sentence, with: sentence + " (tried)")).text()
        let put = try await desk.post("\(Self.routing)/draft", #"{"yaml":\#(changed),"revision":1}"#, as: "hanchunfen")
        #expect(put.status == 200, "\(put.body.text())")
        #expect(
            try await desk.post("\(Self.routing)/draft", #"{"yaml":\#(changed),"revision":1}"#, as: "hanchunfen").status
                == 409)
        let draft = try await desk.get("\(Self.routing)/draft", as: "hanchunfen").body
        #expect(draft["faults"]?.array?.allSatisfy { $0["grave"] == false } == true)
        let run = try await desk.get("\(Self.routing)/dry-run?last=50", as: "hanchunfen").body
        #expect(run["count"] == 1)
        let revision = draft["revision"]?.integer ?? 0
        let order = #"{"revision":\#(revision),"reason":"写得清楚些","from":"2019-12-01"}"#
        let published = try await desk.post(
            "\(Self.routing)/draft/publication", order, as: "hanchunfen", key: "publish-0000000001")
        #expect(published.status == 200 && published.body["newest"] == .integer(number + 1), "\(published.body.text())")
        let again = try await desk.post(
            "\(Self.routing)/draft/publication", order, as: "hanchunfen", key: "publish-0000000001")
        #expect(again.body == published.body)
        let next = "\(Self.routing)/versions/\(number + 1)"
        #expect(try await desk.post("\(next)/withdrawal", "{}", as: "hanchunfen").status == 200)
        #expect(try await desk.get(next, as: "hanchunfen").body["version"]?["withdrawn_at"] != .null)
        let old = #"{"newest":\#(number),"reason":"再来","from":"2019-12-02"}"#
        #expect(try await desk.post("\(next)/repetition", old, as: "hanchunfen").status == 409)
        let repeated = old.replacing(":\(number),", with: ":\(number + 1),")
        #expect(try await desk.post("\(next)/repetition", repeated, as: "hanchunfen").status == 200)
    }

    @Test func `from how sure on matters go without a person is decided by the head of the centre alone`() async throws
    {
        let desk = try await APIDesk(), path = "/api/v1/rules/filing"
        #expect(try await desk.get(path, as: "shenxiaoshu").body["alone"] == .null)
        #expect(try await desk.post(path, #"{"alone":90}"#, as: "jiangxiazhi").status == 422)
        #expect(try await desk.post(path, #"{"alone":91}"#, as: "hanchunfen").body.faulty == ["#/alone"])
        #expect(try await desk.post(path, #"{"alone":90}"#, as: "hanchunfen").status == 200)
        let now = try await desk.get(path, as: "hanchunfen").body
        #expect(now["alone"] == 90 && now["may_change"] == true && now["levels"]?.array?.count == 4)
        #expect(try await desk.post(path, #"{"alone":null}"#, as: "hanchunfen").body["alone"] == .null)
    }

    @Test func `issues are merged, split, dealt with and let be by program`() async throws {
        let desk = try await APIDesk()
        var ids: [RecordID] = []
        for floor in ["一楼", "二楼", "三楼"] {
            ids.append(try await desk.world.file(title: "\(floor)灯坏了", text: "\(floor)的灯一个星期没亮了。").matter)
        }
        let filing = #"{"kind":"help","target":"own","text":"四楼的灯也一个星期没亮了。","same":"\#(ids[0])"}"#
        #expect(try await desk.post("/api/v1/desk/matters", filing, as: "chenglichun").status == 201)
        let list = try await desk.get("/api/v1/desk/issues", as: "chenglichun").body["items"]?.array ?? []
        let issue = try #require(list.first?["id"]?.string), path = "/api/v1/desk/issues/\(issue)"
        #expect(list.first?["matters"] == 2)
        #expect(try await desk.get(path, as: "panbailu").status == 404)
        let merged = try await desk.post("\(path)/merge", #"{"matter":"\#(ids[2])"}"#, as: "chenglichun")
        #expect(merged.status == 200 && merged.body["id"]?.string == issue)
        #expect(try await desk.get(path, as: "chenglichun").body["members"]?.array?.count == 3)
        #expect(
            try await desk.post("\(path)/merge", #"{"matter":"\#(ids[2])"}"#, as: "chenglichun").body.faulty == [
                "#/matter"
            ])
        let split = #"{"matters":["\#(ids[2])"]}"#
        #expect(try await desk.post("\(path)/split", split, as: "zhangxiaoman").status == 403)
        #expect(try await desk.post("\(path)/split", split, as: "chenglichun", key: "split-000000000001").status == 200)
        #expect(try await desk.post("\(path)/split", split, as: "chenglichun", key: "split-000000000001").status == 200)
        #expect(try await desk.post("\(path)/split", split, as: "chenglichun").body.faulty == ["#/matters"])
        let parent = try await desk.post("\(path)/parent", #"{"kind":"report"}"#, as: "chenglichun")
        #expect(parent.status == 201, "\(parent.body.text())")
        #expect(try await desk.post("\(path)/parent", #"{"kind":"report"}"#, as: "chenglichun").status == 422)
        #expect(try await desk.get(path, as: "chenglichun").body["parent"] == parent.body["id"])
        #expect(try await desk.post("\(path)/dismissal", "{}", as: "chenglichun").status == 200)
    }

    @Test func `the figures of the centre and of replies are those of the pages`() async throws {
        let desk = try await APIDesk()
        let id = try await desk.world.file(.petition, to: "town:330110004").matter
        _ = try await desk.post(
            "/api/v1/desk/matters/\(id)/actions", #"{"action":"accept","revision":1}"#, as: "shenxiaoshu")
        let centre = try await desk.get("/api/v1/statistics/centre", as: "hanchunfen").body
        #expect(centre["all"] == 1 && centre["from"] == "2019-01-01" && centre["to"] == "2019-11-26")
        #expect(centre["levels"]?.array?.first { $0["level"] == "town" }?["petitions"] == 1)
        #expect(
            try await desk.get("/api/v1/statistics/centre?from=2019-11-27&to=2019-11-30", as: "hanchunfen").body["all"]
                == 1,
            "a time that lies ahead ends today")
        #expect(
            try await desk.get("/api/v1/statistics/centre?from=2018-01-01&to=2018-12-31", as: "hanchunfen").body["all"]
                == 0)
        let replies = try await desk.get("/api/v1/statistics/replies?months=12", as: "hanchunfen").body
        #expect(replies["all"]?["filed"] == 1 && replies["months"]?.array?.count == 12)
        #expect(try await desk.get("/api/v1/statistics/replies?months=5", as: "hanchunfen").status == 422)
        #expect(try await desk.get("/api/v1/statistics/replies", as: "panbailu").body["all"]?["filed"] == 0)
    }

    @Test func `notices are listed without their words, and one that is under way is not tried again`() async throws {
        let desk = try await APIDesk()
        let body = #"{"text":"楼道里的灯坏了一个星期。","name":"谷雨","phone":"13800000000","notify":true}"#
        #expect(try await desk.client.call("POST", "/api/v1/matters", body).status == 201)
        let list = try await desk.get("/api/v1/notices", as: "zhangxiaoman").body
        let notice = try #require(list["items"]?.array?.first)
        #expect(notice["template"] == "filing-receipt" && notice["to"]?.string?.contains("138") == true)
        #expect(!list.text().contains("13800000000") && !list.text().contains("谷雨"))
        let path = "/api/v1/notices/\(notice["id"]?.string ?? "")/retry"
        #expect(try await desk.post(path, "{}", as: "zhangxiaoman").status == 403)
        #expect(try await desk.post(path, "{}", as: "zhongmangzhong").status == 422)
        #expect(try await desk.get("/api/v1/notices", as: "hanchunfen").status == 403)
    }
}
