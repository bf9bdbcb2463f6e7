import Accounts
import Base
import Storage

extension DistrictSeeder {
    /// The named demo accounts, and a made-up handler for every other office that works, all with one password.
    func writePeople(password: String, fillOffices: Bool) async throws {
        let hash = try await house.accounts.hash(password)
        try await house.database.write { transaction in
            var handled = Set<RecordID>()
            for person in facts.staff {
                let account = RecordID.make(at: now)
                var posts: [(unit: RecordID, role: Role)] = []
                for post in person.posts {
                    // A small district has no villages in some towns: their staff are left out.
                    if let unit = try house.units.find(code: post.unit, in: transaction)?.id {
                        posts.append((unit, post.role))
                    }
                }
                if posts.isEmpty { continue }
                try house.accounts.seed(
                    [(account, person.login, Words(person.name, person.en ?? ""))], hash: hash, at: now, in: transaction
                )
                for post in posts {
                    try house.accounts.appoint(
                        account, unit: post.unit, role: post.role, from: Self.appointed, by: .system("seed"), at: now,
                        in: transaction
                    )
                    if post.role == .handler { handled.insert(post.unit) }
                }
            }
            guard fillOffices else { return }
            let offices = try house.units.list(levels: [.town, .platform, .village, .department], in: transaction)
            for (index, office) in offices.enumerated() where !handled.contains(office.id) {
                try addHandler(of: office, index: index, hash: hash, in: transaction)
            }
        }
    }

    // The day the demo's people took up their posts: before its first matter.
    private static let appointed = Day(number: 17_897)  // 2019-01-01

    private func addHandler(of office: Unit, index: Int, hash: String, in transaction: any Transaction) throws {
        let account = RecordID.make(at: now)
        let login = office.code.replacing("platform:", with: "p").replacing(":", with: "").lowercased()
        let (surname, term) = (index % Self.surnames.count, (index / Self.surnames.count) % Self.terms.count)
        let name = Words(
            Self.surnames[surname] + Self.terms[term], "\(Self.latinSurnames[surname]) \(Self.latinTerms[term])")
        try house.accounts.seed([(account, login, name)], hash: hash, at: now, in: transaction)
        try house.accounts.appoint(
            account, unit: office.id, role: .handler, from: Self.appointed, by: .system("seed"), at: now,
            in: transaction)
    }

    private static let surnames = ["程", "许", "吕", "韩", "邵", "周", "姚", "章", "钟", "蒋", "沈", "顾", "俞", "傅", "范", "卢"]
    private static let latinSurnames = [
        "Cheng", "Xu", "Lyu", "Han", "Shao", "Zhou", "Yao", "Zhang", "Zhong", "Jiang", "Shen", "Gu", "Yu", "Fu", "Fan",
        "Lu",
    ]
    private static let latinTerms = [
        "Lichun", "Yushui", "Jingzhe", "Chunfen", "Qingming", "Guyu", "Lixia", "Xiaoman", "Mangzhong", "Xiazhi",
        "Xiaoshu", "Dashu", "Liqiu", "Chushu", "Bailu", "Qiufen", "Hanlu", "Shuangjiang", "Lidong", "Xiaoxue", "Daxue",
        "Dongzhi", "Xiaohan", "Dahan",
    ]
    private static let terms = [
        "立春", "雨水", "惊蛰", "春分", "清明", "谷雨", "立夏", "小满", "芒种", "夏至", "小暑", "大暑", "立秋", "处暑", "白露", "秋分",
        "寒露", "霜降", "立冬", "小雪", "大雪", "冬至", "小寒", "大寒",
    ]
}
