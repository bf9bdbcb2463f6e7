import Base
import Text

/// The words around a file that came with a matter, Chinese and English side by side.
enum AttachmentWords {
    static let look = Words("在这里看", "Read it here")
    static let alone = Words("单独打开", "Open it alone")
    static let keep = Words("存到自己的电脑", "Keep a copy")
    static let back = Words("回到这件事", "Back to the matter")
    static let cannotShow = Words(
        "浏览器放不出这种文件，请存到自己的电脑再打开。", "The browser cannot play this kind of file; keep a copy and open it.")
    static let noViewer = Words(
        "看不到内容？有的手机不能在页面里看 PDF，请点“单独打开”。",
        "Nothing to see? Some telephones show no PDF inside a page; open it alone.")

    static func kind(_ kind: Sniff.Kind?) -> Words {
        guard let kind else { return Words("文件", "File") }
        if kind.isPicture { return Words("图片", "Picture") }
        return kind.isSound ? Words("录音", "Recording") : Words("PDF", "PDF")
    }
}
