public import Base

/// A browser and its machine, as far as a person tells theirs from another's: `chrome/windows`.
///
/// The long text that browsers send is not kept: it could tell people apart who do not want to be told apart.
public struct Device: Hashable, Sendable {
    /// The short form that is kept; empty when nothing was sent.
    public let code: String

    /// Takes the short form of a row.
    public init(code: String) { self.code = code }

    /// Reads the header `User-Agent`; the first mark that is found counts, since most browsers claim to be others too.
    public init(header: String?) {
        guard let header, !header.isEmpty else {
            code = ""
            return
        }
        func first(_ marks: [(mark: String, name: String)]) -> String {
            marks.first { header.contains($0.mark) }?.name ?? "other"
        }
        code = first(Self.browsers) + "/" + first(Self.systems)
    }

    /// In words, such as Chrome，Windows.
    public var words: Words {
        let parts = code.split(separator: "/").map(String.init)
        guard parts.count == 2 else { return Words("未知设备", "an unknown device") }
        let browser = Self.names[parts[0]] ?? Words("别的浏览器", "another browser")
        let system = Self.names[parts[1]] ?? Words("别的系统", "another system")
        return Words("\(browser.zh)，\(system.zh)", "\(browser.en) on \(system.en)")
    }

    private static let browsers: [(mark: String, name: String)] = [
        ("MicroMessenger", "wechat"), ("DingTalk", "dingtalk"), ("QQBrowser", "qq"), ("HuaweiBrowser", "huawei"),
        ("Edg", "edge"), ("Firefox", "firefox"), ("Chrome", "chrome"), ("Chromium", "chrome"), ("Safari", "safari"),
    ]
    private static let systems: [(mark: String, name: String)] = [
        ("Windows", "windows"), ("HarmonyOS", "harmony"), ("OpenHarmony", "harmony"), ("Android", "android"),
        ("iPhone", "iphone"), ("iPad", "ipad"), ("Mac OS X", "mac"), ("Linux", "linux"),
    ]
    private static let names: [String: Words] = [
        "wechat": Words("微信", "WeChat"), "dingtalk": Words("钉钉", "DingTalk"), "qq": Words("QQ 浏览器", "QQ Browser"),
        "huawei": Words("华为浏览器", "Huawei Browser"), "edge": Words("Edge", "Edge"),
        "firefox": Words("Firefox", "Firefox"), "chrome": Words("Chrome", "Chrome"),
        "safari": Words("Safari", "Safari"), "windows": Words("Windows", "Windows"),
        "harmony": Words("鸿蒙", "HarmonyOS"), "android": Words("安卓", "Android"), "iphone": Words("iPhone", "iPhone"),
        "ipad": Words("iPad", "iPad"), "mac": Words("Mac", "Mac"), "linux": Words("Linux", "Linux"),
    ]
}
