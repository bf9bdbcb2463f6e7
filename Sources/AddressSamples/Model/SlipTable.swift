import Base

/// Slips of the hand in Chinese names: a character that looks or sounds alike, two swapped, one twice, one missing.
struct SlipTable {
    /// Characters that are taken for each other.
    private static let groups = """
        苑 宛 院|园 圆 元|家 佳 嘉|桥 乔 侨|花 华 化|府 俯 腑|庭 廷 亭|轩 宣 萱|湾 弯|里 理 李|路 露 鹭|街 界|巷 港|弄 异|星 兴 醒|云 芸 运
        溪 西 汐|湖 胡 糊|河 何 荷|江 讧 姜|山 汕 杉|水 永|月 玥|风 凤 枫|林 琳 淋|柳 抑|梅 海 莓|兰 蓝 栏|桂 挂 佳|香 乡 湘|竹 烛 筑
        松 凇 淞|石 右 若|塘 糖 唐|东 冬 栋|南 男 楠|北 比|中 钟|上 土|下 卞|大 太|小 少|新 欣 薪|临 监|仓 苍 沧|良 粮 粱|渚 诸 猪
        社 杜|村 杆 忖|镇 填|安 按|康 慷|文 纹|学 孚|明 朋|白 百 自|龙 尤|泉 全|青 清 晴|永 水 咏|福 幅|祥 详|金 全|银 很|和 合 禾
        """

    private static let likenesses: [Unicode.Scalar: [Unicode.Scalar]] = {
        var table: [Unicode.Scalar: [Unicode.Scalar]] = [:]
        for group in groups.split(whereSeparator: { $0 == "|" || $0.isNewline }) {
            let members = group.unicodeScalars.filter { $0 != " " }
            for member in members { table[member, default: []] += members.filter { $0 != member } }
        }
        return table
    }()

    private static let others = Array("的一是在有我他这中到国时用们出会可也你对生能子那得于着下自之年过后作".unicodeScalars)

    /// The text with one slip in it; nil where it is too short for one, or the slip changes nothing.
    static func slip(_ kind: NoiseKind, in text: String, with random: inout SplitMix64) -> String? {
        var scalars = Array(text.unicodeScalars)
        guard scalars.count >= 3 else { return nil }
        let place = random.below(scalars.count - 1)
        switch kind {
        case .typingWrong:
            // What is likely to be mistaken is mistaken first.
            let likely = scalars.indices.filter { likenesses[scalars[$0]] != nil }
            if let known = random.pick(likely), let other = random.pick(likenesses[scalars[known]] ?? []) {
                scalars[known] = other
            } else {
                scalars[place] = random.pick(others) ?? scalars[place]
            }
        case .typingSwapped: scalars.swapAt(place, place + 1)
        case .typingDoubled: scalars.insert(scalars[place], at: place)
        case .typingMissing: scalars.remove(at: place)
        default: return nil
        }
        let slipped = String(String.UnicodeScalarView(scalars))
        return slipped == text ? nil : slipped
    }

    /// The text with one of its digits another; nil where it has none.
    static func otherDigit(in text: String, with random: inout SplitMix64) -> String? {
        var bytes = Array(text.utf8)
        guard let place = random.pick(bytes.indices.filter { (0x31...0x39).contains(bytes[$0]) }) else { return nil }
        let digit = 0x31 + UInt8(random.below(8))
        bytes[place] = digit >= bytes[place] ? digit + 1 : digit
        return String(decoding: bytes, as: UTF8.self)
    }
}
