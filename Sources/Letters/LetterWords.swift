import Base

/// What letters say besides their templates.
enum LetterWords {
    static let index = Words("目　录", "Contents")
    static let verify = Words("扫码核验真伪", "Scan to verify")
    static let sampleSeal = Words("演示样章", "Sample seal")
    static let attachments = Words("附件", "Attached")
    static let copies = Words("抄送", "Copies")
    static let sealed = Words("（印章）", "(sealed)")
    static let sign = Words("签名处", "signs here")
}
