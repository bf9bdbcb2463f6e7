import Base

/// What programs are told about what they sent.
enum FaultyWords {
    static let mend = Words("内容还有要改的地方", "Something needs mending")
    static let seeErrors = Words("请看 errors 里的说明。", "See the errors.")
    static let missing = Words("没有填", "It is missing")
    static let unknown = Words("没有这一项", "There is no such field")
    static let empty = Words("不能为空", "It is empty")
    static let text = Words("应当是文字", "It must be a text")
    static let bool = Words("应当是 true 或 false", "It must be true or false")
    static let list = Words("应当是一个列表", "It must be a list")
    static let object = Words("应当是一个对象", "It must be an object")
    static let twice = Words("只能写一次", "It may stand once only")
    static let cursor = Words("不是这个列表的下一页，请从第一页开始", "It does not go on in this list; begin at its first page")

    static func short(_ least: Int) -> Words { Words("至少 \(least) 个字", "At least \(least) characters") }

    static func long(_ most: Int) -> Words { Words("最多 \(most) 个字", "At most \(most) characters") }

    static func items(_ count: ClosedRange<Int>) -> Words {
        Words(
            "要有 \(count.lowerBound) 到 \(count.upperBound) 项", "From \(count.lowerBound) to \(count.upperBound) items")
    }

    static func number(_ range: ClosedRange<Int>) -> Words {
        Words(
            "应当是 \(range.lowerBound) 到 \(range.upperBound) 之间的整数",
            "It must be a whole number from \(range.lowerBound) to \(range.upperBound)")
    }

    static func choice(_ codes: [String]) -> Words {
        let all = codes.joined(separator: ", ")
        return Words("应当是其中之一：\(all)", "It must be one of: \(all)")
    }

    static func shape(_ shape: TextShape) -> Words {
        switch shape {
        case .prose, .line: return Words("不能有控制字符", "It may hold no control characters")
        case .id: return Words("应当是一个 UUID（小写）", "It must be a UUID in lower case")
        case .day: return Words("应当是日期，如 2019-11-26", "It must be a day such as 2019-11-26")
        case .instant:
            return Words("应当是时间，如 2019-11-26T09:30:00+08:00", "It must be a time such as 2019-11-26T09:30:00+08:00")
        case .cursor: return cursor
        case .key: return key
        case .base64: return Words("应当是 Base64", "It must be Base64")
        case .number: return Words("应当是编号，如 YH2019-041826-K", "It must be a number such as YH2019-041826-K")
        default:
            if let least = shape.least { return Words("至少写 \(least) 个字", "Say at least \(least) characters") }
            return Words("写法不对", "It is not written as it must be")
        }
    }

    static let key = Words(
        "请在 Idempotency-Key 里给一个 16 到 100 个字符的随机键",
        "Send a random key of 16 to 100 characters as Idempotency-Key")

    static func json(_ fault: JSONFault) -> Words {
        switch fault {
        case .encoding: Words("内容不是 UTF-8 文字。", "The body is not UTF-8.")
        case .grammar(let place): Words("第 \(place) 个字节处不是 JSON。", "The body is not JSON at byte \(place).")
        case .deep:
            Words(
                "嵌套不能超过 \(JSONReader.depthLimit) 层。", "The body is nested deeper than \(JSONReader.depthLimit) levels.")
        case .twice(let name): Words("“\(name)”出现了两次。", "The name “\(name)” stands twice in one object.")
        case .surrogate(let place): Words("第 \(place) 个字节处是半个字符。", "Half a surrogate pair at byte \(place).")
        case .number(let place): Words("第 \(place) 个字节处的数太长。", "The number at byte \(place) is too long.")
        }
    }
}

extension TextShape {
    fileprivate var least: Int? { name.hasPrefix("said-") ? Int(name.dropFirst(5)) : nil }
}
