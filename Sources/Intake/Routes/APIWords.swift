import Base

/// What programs that file matters are told.
enum APIWords {
    static let key = Words(
        "请在 Idempotency-Key 里给一个至少 16 个字符的随机键", "Send a random key of at least 16 characters as Idempotency-Key"
    )
    static let unit = Words(
        "没有这个代码的单位。代码像 town:330110012、dept:urban-management 这样",
        "No unit has this code; codes look like town:330110012 or dept:urban-management"
    )
    static let mend = Words("内容还有要改的地方", "Something needs mending")
    static let seeFields = Words("请看 fields 里的说明。", "See the fields.")
}
