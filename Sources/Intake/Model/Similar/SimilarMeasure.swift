import Base
import Text

/// How alike two messages are, by what is rare in a sample: the measure of `SimilarIndex` for messages that come one by one.
struct SimilarMeasure: Sendable {
    /// A message made ready to be compared; lists are in the order of grams, and of length one.
    struct Ready: Sendable {
        fileprivate var text: [Share]
        fileprivate var title: [Share]
        fileprivate var place: (areas: Set<UInt32>, place: RecordID?)

        fileprivate struct Share: Sendable { var gram: Gram, weight: Float }
    }

    private let count: Int
    private let inTexts: [Gram: Int32]
    private let inTitles: [Gram: Int32]
    private let words: [String: Int32]

    /// Learns from a sample what is rare.
    init(_ sample: [SimilarText]) {
        var reader = TextTokens(.names), texts: [Gram: Int32] = [:], titles: [Gram: Int32] = [:]
        var words: [String: Int32] = [:]
        for message in sample {
            var own: Set<Gram> = []
            reader.forEachGram(in: message.text, singles: true) { own.insert($0) }
            for gram in own { texts[gram, default: 0] += 1 }
            own = []
            reader.forEachGram(in: message.title, singles: false) { own.insert($0) }
            for gram in own { titles[gram, default: 0] += 1 }
            for word in Set(Bigrams.of("\(message.title) \(message.text)")) { words[word, default: 0] += 1 }
        }
        // What one message of many holds is as rare as what none holds, and is most of what would be kept.
        let least: Int32 = sample.count < Self.few ? 1 : 2
        (inTexts, inTitles) = (texts.filter { $0.value >= least }, titles.filter { $0.value >= least })
        self.words = words.filter { $0.value >= least }
        count = sample.count
    }

    private static let few = 1_000

    /// Messages that a district with few is thought to have besides: most of them hold each common sign, some two of them in a
    /// row. Without them what ten messages share would seem to be everywhere; beside a thousand there are none.
    private var usual: Float { Float(max(0, Self.few - count)) * 0.3 }
    private static let common = Set(
        """
        的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看\
        定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文\
        体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔\
        请您吗呢吧啊们让没被把跟很再又才请问希望反映情况领导部门问题我们他们候谢
        """.unicodeScalars.map { Gram($0.value) })

    /// How many messages hold a gram, the thought ones among them.
    private func holders(_ gram: Gram, _ known: [Gram: Int32]) -> Float {
        let first = gram >> 32, second = gram & 0xFFFF_FFFF
        let isUsual = Self.common.contains(second) && (first == 0 || Self.common.contains(first - 1))
        return Float(known[gram] ?? 0) + (isUsual ? usual * (first == 0 ? 0.8 : 0.3) : 0)
    }

    /// Makes a message ready.
    func ready(_ message: SimilarText) -> Ready {
        Ready(
            text: weigh(message.text, singles: true, inTexts, SimilarIndex.textRarity),
            title: weigh(message.title, singles: false, inTitles, SimilarIndex.titleRarity),
            place: (message.areas, message.place))
    }

    private func weigh(
        _ text: String, singles: Bool, _ known: [Gram: Int32], _ rarity: (Float, Float) -> Float
    ) -> [Ready.Share] {
        let all = Float(count) + usual
        var reader = TextTokens(.names), counts: [Gram: Int] = [:]
        reader.forEachGram(in: text, singles: singles) { counts[$0, default: 0] += 1 }
        var shares = counts.map { gram, count in
            Ready.Share(
                gram: gram,
                weight: TextModel.growth[min(count, 255)] * rarity(holders(gram, known), all)
            )
        }
        let length = shares.reduce(0) { $0 + $1.weight * $1.weight }.squareRoot()
        guard length > 0 else { return [] }
        shares.sort { $0.gram < $1.gram }
        for index in shares.indices { shares[index].weight /= length }
        return shares
    }

    /// How alike two messages are, from 0 to 1; where one has no title, by what is written alone.
    func likeness(_ one: Ready, _ other: Ready) -> Float {
        var likeness = Self.product(one.text, other.text)
        if !one.title.isEmpty, !other.title.isEmpty {
            likeness =
                SimilarIndex.textShare * likeness + (1 - SimilarIndex.textShare) * Self.product(one.title, other.title)
        }
        return likeness * SimilarText.factor(one.place, other.place)
    }

    private static func product(_ one: [Ready.Share], _ other: [Ready.Share]) -> Float {
        var left = 0, right = 0, sum: Float = 0
        while left < one.count, right < other.count {
            if one[left].gram == other[right].gram {
                sum += one[left].weight * other[right].weight
                (left, right) = (left + 1, right + 1)
            } else if one[left].gram < other[right].gram {
                left += 1
            } else {
                right += 1
            }
        }
        return sum
    }

    /// The rarest words of a message, each with its weight: by these the rows are found that may be alike. What nearly every
    /// message holds is left out.
    func rarest(_ message: SimilarText, most: Int) -> [(word: String, weight: Float)] {
        let all = Float(count)
        let weighed = Set(Bigrams.of("\(message.title) \(message.text)")).map { word in
            (word: word, weight: SimilarIndex.titleRarity(holders: Float(words[word] ?? 0), all: all))
        }
        let common = SimilarIndex.titleRarity(holders: all * Self.everywhere, all: all)
        return Array(
            weighed.filter { $0.word.unicodeScalars.count > 1 && (count < Self.few || $0.weight > common) }
                .sorted { ($0.weight, $1.word) > ($1.weight, $0.word) }.prefix(most))
    }

    // Words that a tenth of all messages hold tell nothing.
    private static let everywhere: Float = 0.1

    /// The pairs of characters, or words, that two messages share and that are rarest, joined where they overlap: what a
    /// person looks at to see why.
    func shared(_ one: SimilarText, _ other: SimilarText, most: Int = 3) -> [String] {
        let theirs = Set(Bigrams.of("\(other.title) \(other.text)"))
        var runs: [(words: String, weight: Float)] = [], isOpen = false
        for word in Bigrams.of("\(one.title) \(one.text)") {
            guard theirs.contains(word), word.unicodeScalars.count > 1 else {
                isOpen = false
                continue
            }
            let weight = SimilarIndex.titleRarity(holders: Float(words[word] ?? 0), all: Float(count))
            if isOpen, let last = runs.last, last.words.unicodeScalars.last == word.unicodeScalars.first {
                runs[runs.count - 1].words.unicodeScalars.append(contentsOf: word.unicodeScalars.dropFirst())
                runs[runs.count - 1].weight += weight
            } else {
                runs.append((word, weight))
            }
            isOpen = Self.isHan(word)
        }
        var seen: Set<String> = []
        return runs.sorted { ($0.weight, $1.words) > ($1.weight, $0.words) }.map(\.words)
            .filter { seen.insert($0).inserted }.prefix(most).map { String($0.prefix(20)) }
    }

    private static func isHan(_ word: String) -> Bool { word.unicodeScalars.allSatisfy { $0.value >= 0x3400 } }
}
