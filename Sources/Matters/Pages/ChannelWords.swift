public import Base

/// The words of channels and what comes along with them, Chinese and English side by side.
public enum ChannelWords {
    static let choose = Words("请选一样", "Please choose one")
    static let dayWrong = Words("请按年-月-日写日期", "Write the day as year-month-day")
    static let timeWrong = Words(
        "日子和时间要写全，比如 2019-11-27 和 15:00", "Give day and time in full, such as 2019-11-27 and 15:00")

    /// How a letter came.
    public static func way(_ way: LetterWay) -> Words {
        switch way {
        case .post: Words("邮寄", "By post")
        case .hand: Words("送到窗口", "Handed in")
        case .box: Words("意见箱", "From a letter box")
        }
    }

    /// How a court passed it on.
    public static func way(_ way: CourtReferral) -> Words {
        switch way {
        case .beforeFiling: Words("立案前委派调解", "Referred before filing")
        case .ordinary: Words("立案后委托调解（普通程序）", "Entrusted after filing (ordinary procedure)")
        case .simplified: Words("立案后委托调解（简易程序）", "Entrusted after filing (simplified procedure)")
        }
    }

    // The matter's page
    static let beside = Words("和居民联系", "With the resident")
    static let otherSide = Words("对方", "Other side")
    static let arrival = Words("来的方式", "How it came")
    static let caseNumber = Words("案号", "Case number")
    static let incidentNumber = Words("警情号", "Incident number")
    static let letterNumber = Words("挂号", "Registered")
    static let paperDay = Words("文书日期", "Paper dated")
    static let postmark = Words("邮戳", "Postmark")
    static func signed(_ day: Words) -> Words {
        Words("\(day.zh)收到，时限从这天起算", "Received on \(day.en); the law counts from that day")
    }

    // Groups
    static func group(_ people: Int, _ representatives: Int) -> Words {
        Words(
            "\(people) 人一起提出，代表 \(representatives) 人，按一件算",
            "\(people) people file it together, \(representatives) of them speak for all; it counts as one matter")
    }
    static func otherMembers(_ count: Int) -> Words { Words("另外 \(count) 人", "\(count) more people") }
    static let otherMember = Words("一起提的", "Filed with")
    static let tooManyHead = Words("代表多了", "Too many representatives")
    static func tooMany(_ representatives: Int, most: Int) -> Words {
        Words(
            "现在写了 \(representatives) 位代表，最多 \(most) 位。请大家推选，把选出来的写成代表。",
            "\(representatives) representatives are named, \(most) at most. Let the group choose, and name those chosen."
        )
    }
    static func onlyFor(_ channels: [Words]) -> Words {
        Words(
            "只管从这里来的：\(channels.map(\.zh).joined(separator: "、"))。这一件不受这个数限制。",
            "Only for what comes this way: \(channels.map(\.en).joined(separator: ", ")). It sets no number for this matter."
        )
    }
    static let groupLaw = Words("几个人一起提，法规怎么说", "What the law says of groups")

    // Calls
    static let hotlineHead = Words("回电", "Calls to make")
    static let hotlineLead = Words("先到时间的在前。打了没打通都记一笔。", "Due first on top. Record every call, answered or not.")
    static let hotlineNone = Words("没有要打的电话", "No call to make")
    static let hotlineNoneNote = Words(
        "要回电的、热线答复后要回访的，会列在这里。",
        "Whoever asked for a call, and callers to be asked whether they are content, appear here.")
    static func satisfaction(_ count: SatisfactionCount) -> Words {
        Words(
            "今年答复后回访了 \(count.asked) 件：满意 \(count.content) 件，不满意 \(count.discontent) 件，没联系上 \(count.unreached) 件。",
            "This year, calls after answers: \(count.asked). Content: \(count.content); not content: \(count.discontent); not reached: \(count.unreached)."
        )
    }
    static let callNumber = Words("号码", "Number")
    static let callNumberHint = Words("不写就用本人留的。", "Left empty, the one they gave.")
    static let callDay = Words("哪天打", "On which day")
    static let callTime = Words("几点前", "By what time")
    static let callReason = Words("说什么事", "What for")
    static let sealedNumber = Words("号码已密封", "Number sealed")
    static let sealedNumberWhy = Words(
        "本人要求保密。要打这个电话可以看号码，看了会留痕。", "At the person's wish. You may look in order to call; that you looked is recorded."
    )
    static let showNumber = Words("看号码（会留痕）", "Show the number (recorded)")
    static let noNumber = Words("没有留号码", "No number given")
    static let callAdd = Words("加一个回电", "Add a call")
    static let callAddSend = Words("列进回电", "Put on the list")
    static let callResult = Words("打的结果", "What became of it")
    static let content = Words("满意吗", "Are they content?")
    static let contentHint = Words("是回访、接通了才填。", "Only for a call after an answer that was taken.")
    static let yes = Words("满意", "Content")
    static let no = Words("不满意", "Not content")
    static let callNote = Words("对方说了什么", "What they said")
    static let callNext = Words("改到（约了再打才填）", "Call again (if a time was agreed)")
    static let callSend = Words("记下", "Record")
    static let record = Words("记一次通话", "Record a call")
    static let over = Words("过时", "Late")
    static func attempts(_ count: Int) -> Words {
        Words("打过 \(count) 次", count == 1 ? "tried once" : "tried \(count) times")
    }

    static func kind(_ kind: CallBackKind) -> Words {
        switch kind {
        case .asked: Words("约好回电", "Asked for a call")
        case .satisfaction: Words("答复后回访", "After an answer")
        }
    }

    static func result(_ result: CallResult) -> Words {
        switch result {
        case .answered: Words("接通了", "Answered")
        case .unanswered: Words("没人接", "No answer")
        case .later: Words("约了再打", "Call again")
        case .wrongNumber: Words("号码不对", "Wrong number")
        case .givenUp: Words("不再打了", "Given up")
        }
    }

    // Hand-overs
    static let handoverHead = Words("110 联动", "Between 12345 and 110")
    static func handOver(to line: HandoverLine) -> Words {
        Words("交给 \(line.number)", "Hand over to \(line.number)")
    }
    static let handoverLead = Words(
        "热线 12345 和 110 之间交接：对方签收以前，仍由现在负责的单位负责。说不清归谁的，由先收到的单位负责。",
        "Between the hotline 12345 and 110: until the other side accepts it, whoever answers for it now goes on answering. While it is not clear whose it is, the first receiver keeps it."
    )
    static let handoverClass = Words("属于哪一类", "Which class")
    static let emergency = Words("紧急警情", "For the police")
    static let nonEmergency = Words("不属于警务", "Not for the police")
    static func incident(_ line: HandoverLine) -> Words {
        switch line {
        case .police: Words("110 给的警情号（没有就不写）", "Incident number that 110 gave (if any)")
        case .hotline: Words("警情号（没有就不写）", "Incident number (if any)")
        }
    }
    static func handoverNote(_ line: HandoverLine) -> Words {
        Words("跟 \(line.number) 说了什么（可以不写）", "What you told \(line.number) (may be empty)")
    }
    static func returnNote(_ line: HandoverLine) -> Words {
        Words("\(line.number) 怎么说的（可以不写）", "What \(line.number) said (may be empty)")
    }
    static func returnSend(_ line: HandoverLine) -> Words {
        Words("\(line.number) 不接，退回", "\(line.number) does not take it: back")
    }
    static let handoverDone = Words("交接记录", "Hand-overs so far")
    static let lawHead = Words("规定", "The rule")

    static func state(_ state: Handover.State, _ line: HandoverLine) -> Words {
        switch state {
        case .open:
            Words("\(line.number) 还没有签收，仍由原来的单位负责", "not accepted by \(line.number) yet; whoever had it keeps it")
        case .accepted: Words("\(line.number) 已签收", "accepted by \(line.number)")
        case .returned: Words("已退回", "came back")
        case .lapsed: Words("已转到别处", "went elsewhere")
        }
    }
}
