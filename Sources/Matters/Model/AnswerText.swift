import Base
import Foundation
import Text

/// Finds in texts of both languages what an answer is looked at for.
enum AnswerText {
    /// Sentences with the sign that ends them.
    static func sentences(of text: String) -> [String] {
        var sentences: [String] = []
        var sentence = ""
        var rest = Substring(text)
        while let sign = rest.popFirst() {
            sentence.append(sign)
            // A point inside a number or an abbreviation ends nothing.
            let isPoint = sign == "." && (rest.first?.isWhitespace ?? true)
            if "。！？!?；;\n".contains(sign) || isPoint {
                sentences.append(sentence)
                sentence = ""
            }
        }
        sentences.append(sentence)
        return sentences.map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }.filter { !$0.isEmpty }
    }

    /// The sentences of an answer without greetings, thanks and the date below them.
    static func substance(of answer: String) -> [String] {
        sentences(of: answer).compactMap { sentence in
            var text = sentence.trimmingCharacters(in: CharacterSet(charactersIn: "。！？!?；;. \n"))
            if let lead = text.firstMatch(of: /^.*?(?:回复如下|答复如下)[：:]?/) {
                text = String(text[lead.range.upperBound...])
            }
            if text.isEmpty || text.wholeMatch(of: /[\d年月日\s\-\/.]+/) != nil { return nil }
            let isPolite =
                text.contains(/感谢|谢谢|您好|你好|收悉|特此|理解和?支持|监督|高度重视|网友|尊敬/)
                || text.lowercased().contains(/^(dear|hello|thank you|thanks|yours|kind regards|best regards)/)
            return isPolite && size(of: text) < 45 ? nil : text
        }
    }

    /// The sentences that are put as questions.
    static func questions(in text: String) -> [String] {
        sentences(of: text).filter { sentence in
            sentence.contains(/[？?]/) || sentence.contains(chinese) || sentence.lowercased().contains(english)
        }
    }

    private nonisolated(unsafe) static let chinese =
        /吗|呢|能否|可否|是否|是不是|能不能|可不可以|何时|什么时候|什么时间|几时|为什么|为何|怎么|怎样|如何|多少|哪里|哪些|哪个|有没有|请问/
    private nonisolated(unsafe) static let english =
        /^(?:and |but |so )?(?:when|why|how|what|where|who|which|can|could|will|would|is|are|do|does|may|shall)\b[^.]*\?/

    /// The pairs of characters and the words that carry a sentence's meaning.
    static func words(of text: String) -> Set<String> {
        Set(
            Bigrams.of(text).filter { word in
                let length = word.unicodeScalars.count
                let isHan = word.unicodeScalars.first.map { $0.value >= 0x3400 } ?? false
                return isHan ? length == 2 && !common.contains(word) : length >= 3 && !common.contains(word)
            })
    }

    private static let common: Set<String> = [
        "我们", "你们", "您的", "我的", "请问", "什么", "怎么", "如何", "为何", "是否", "能否", "可否", "没有", "有没", "可以", "情况",
        "问题", "反映", "有关", "相关", "部门", "领导", "希望", "请求", "建议", "咨询", "投诉", "关于", "目前", "现在", "已经", "进行",
        "the", "and", "for", "you", "your", "are", "was", "will", "can", "when", "why", "how", "what", "where", "who",
        "which",
        "does", "not", "have", "has", "this", "that", "with", "our", "there", "could", "would",
    ]

    /// Norms, documents and provisions that a text cites.
    static func grounds(in text: String) -> [String] {
        let named = text.matches(of: /《[^》]{2,60}》(?:第[一二三四五六七八九十百零〇\d]+条)?/).map { String($0.output) }
        let numbered = text.matches(of: /[\u{4E00}-\u{9FFF}]{0,6}[\[〔﹝【（(]\d{4}[\]〕﹞】）)]\s*第?\d+号|第[一二三四五六七八九十百零〇\d]+条/)
            .map { String($0.output) }
        let said = text.matches(of: /(?:根据|依据|按照|依照)[^，。；,;]{0,30}(?:规定|要求|政策|条例|办法|标准|规划|通知|文件|精神|意见)/)
            .map { String($0.output) }
        let english = text.matches(
            of: /\b(?:Article|Section|Regulation|Act|under the rules)\b[^,.;]{0,30}/.ignoresCase()
        )
        .map { String($0.output) }
        var seen: Set<String> = []
        return (named + numbered + said + english).filter { ground in
            !seen.contains { $0.contains(ground) } && seen.insert(ground).inserted
        }
    }

    /// How many numbers stand in a text: dates, sums, lengths.
    static func figures(in text: String) -> Int { text.matches(of: /\d+/).count }

    /// Days and terms that lie ahead.
    static func days(in text: String, from today: Day?) -> [String] {
        let terms = text.matches(
            of:
                /[\d一二三四五六七八九十两半]+\s*个?\s*(?:工作日|天|日|周|星期|个月|月)\s*之?(?:内|以内|后)|(?:今年|明年)?年[底初内]前?|(?:今年|明年|本月)[底初内]前?|下个?月|下周/
        )
        let english = text.matches(
            of:
                /\b(?:within|by|before|in|until)\s+(?:the end of\s+)?(?:(?:\d+|a|one|two|three|five|ten|fifteen|thirty)\s+(?:working\s+|calendar\s+)?(?:day|week|month)s?|(?:next|this)\s+(?:week|month|year)|\d{1,2}\s+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*|(?:Monday|Tuesday|Wednesday|Thursday|Friday|tomorrow))/
                .ignoresCase())
        return dates(in: text, from: today) + (terms.map { String($0.output) } + english.map { String($0.output) })
    }

    private static func dates(in text: String, from today: Day?) -> [String] {
        text.matches(of: /(?:(\d{4})年)?(\d{1,2})月(?:(\d{1,2})日|[上中下]旬|底|份|初)?/).compactMap { match in
            let (whole, year, month, day) = match.output
            guard year != nil || day != nil || whole.hasSuffix("底") || whole.hasSuffix("旬") else { return nil }
            guard let today else { return String(whole) }
            let parts = today.parts
            guard let month = Int(month), (1...12).contains(month) else { return nil }
            let (y, d) = (year.flatMap { Int($0) } ?? parts.year, day.flatMap { $0 }.flatMap { Int($0) } ?? 31)
            return (y, month, d) >= (parts.year, parts.month, parts.day) ? String(whole) : nil
        }
    }

    /// The first words that say whom to ask, or where to turn.
    static func next(in text: String) -> String? {
        let found =
            text.firstMatch(of: /[^，。；\s]{0,12}(?:电话|致电|拨打|咨询|联系人|联系|窗口|复议|诉讼|仲裁|复查|信访代办|矛调中心)[^，。；]{0,24}/)
            ?? text.firstMatch(
                of: /\b(?:contact|call|phone|telephone|ask|appeal|review|write to)\b[^.;]{0,40}/.ignoresCase())
        return found.map { String($0.output) }
    }

    /// A Han character, digit or sign counts one, a word of letters two.
    static func size(of text: String) -> Int {
        var (size, inWord) = (0, false)
        for scalar in text.unicodeScalars {
            let isLetter = scalar.properties.isAlphabetic && scalar.value < 0x2E80
            if isLetter {
                if !inWord { size += 2 }
            } else if !scalar.properties.isWhitespace {
                size += 1
            }
            inWord = isLetter
        }
        return size
    }
}
