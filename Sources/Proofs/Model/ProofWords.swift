import Base

/// The words of this module for people.
enum ProofWords {
    static let title = Words("留痕验真", "Check the record")
    static let lead = Words(
        "回执上印着一串留痕摘要。填在这里，就能看到这条留痕是不是还原样在总账里，不用登录。",
        "Your slip carries the digest of its entry. Type it here to see whether the entry still stands in the record as it was written. No account is needed."
    )
    static let hash = Words("回执上的留痕摘要", "The digest on the slip")
    static let hashHint = Words(
        "64 个数字和字母（0-9、a-f），空格可写可不写", "64 digits and letters (0-9, a-f), with the blanks or without")
    static let noHash = Words(
        "摘要应当是 64 个数字和字母 a-f，请对照回执再看一遍", "A digest has 64 digits and letters a-f; please compare it with the slip")
    static let check = Words("查验", "Check")

    static let holdsWord = Words("留痕在，原样未动", "The entry stands, unchanged")

    static func holds(position: Int64, size: Int64) -> Words {
        Words(
            "它是总账 \(size) 条留痕中的第 \(position) 条，从它一步步算上去，正好得到总账的摘要。",
            "It is entry \(position) of the \(size) in the log, and computing upwards from it gives exactly the digest of the whole."
        )
    }

    static func under(_ time: Words) -> Words {
        Words("这份总账由本区于 \(time.zh) 签名。", "The district signed that log at \(time.en) (Beijing time).")
    }

    static let notSignedYet = Words(
        "总账每小时签名一次；包含这条留痕的签名将在一小时内作出，之后可以再来查。",
        "The log is signed once an hour; the signature that covers this entry follows within the hour. Come back then to see it."
    )
    static let waitingWord = Words("刚写下", "Just written")
    static let waiting = Words(
        "这条留痕已经写下，一秒之内就会编入总账，请刷新本页。",
        "The entry is written down and gets its place in the log within a second. Please reload this page.")
    static let unknownWord = Words("没有找到这条留痕", "No such entry was found")
    static let unknown = Words(
        "多半是抄错了一位。请对照回执再看一遍；如果一字不差仍找不到，请保留回执并联系窗口，这值得查清楚。",
        "Most likely one character was copied wrongly. Please compare it with the slip; if every character is right and it is still not found, keep the slip and tell the window: that is worth looking into."
    )
    static let brokenWord = Words("对不上", "It does not add up")
    static let broken = Words(
        "计算结果与总账的摘要不符。请保留回执并告诉窗口，这不是您的差错。",
        "The computation does not give the digest of the log. Please keep the slip and tell the window; the fault is not yours."
    )
    static let steps = Words("逐步计算", "Step by step")
    static let way = Words(
        "每一步把左右两个摘要连在一起再求摘要：SHA-256(01 左 右)。最后一步的结果应当就是总账的摘要。",
        "Each step joins two digests and takes the digest of both: SHA-256(01 left right). The last result must be that of the log."
    )
    static let leaf = Words("从这条留痕的摘要开始", "Begin with the digest of the entry")
    static let step = Words("步", "Step")
    static let side = Words("旁边的摘要在", "Beside it on the")
    static let left = Words("左", "left")
    static let right = Words("右", "right")
    static let sibling = Words("旁边的摘要", "Digest beside")
    static let result = Words("合起来", "Together")
    static let root = Words("总账的摘要", "Digest of the log")

    static let meaning = Words("这说明什么", "What this means")
    static let meanings = [
        Words(
            "每件事项的每一步都是一条留痕，写下时就算出它的摘要。改动一个字，摘要就全变。所有留痕按先后编成一本总账，总账也有摘要。",
            "Every step of every matter is an entry, and its digest is computed as it is written. Change one character and all of it changes. All entries in their order form one log, and the log has a digest too."
        ),
        Words(
            "本区每小时给总账的摘要签一次名并公布在下面。签过名的就不能反悔：改掉、删掉、调换或补写任何一条旧留痕，都会与签名对不上。",
            "Once an hour the district signs the digest of the log and publishes it below. What is signed cannot be taken back: changing, deleting, moving or slipping in any earlier entry contradicts the signature."
        ),
        Words(
            "这里只有摘要：看不出留痕写了什么、属于哪件事项、是谁的。",
            "Here are digests only: they tell neither what an entry says nor which matter or person it is about."
        ),
    ]

    static let heads = Words("签过名的总账摘要", "Signed digests of the log")
    static let noHeads = Words("还没有签名", "Nothing is signed yet")
    static let noHeadsNote = Words(
        "有了第一条留痕，十分钟之内就会签名。", "The first signature follows the first entry within ten minutes.")
    static let when = Words("签名时间", "Signed at")
    static let entries = Words("留痕条数", "Entries")
    static let keyNumber = Words("密钥", "Key")
    static let sinceThen = Words("此后", "Since then")
    static let newest = Words("最新", "newest")
    static let compare = Words("只增未改？", "only added to?")
    static let note = Words("最新签名的原文", "The newest signature word for word")
    static let noteHint = Words(
        "C2SP signed note 格式，通用的验签程序都能读。空行以前的四行就是被签名的内容。",
        "A C2SP signed note, which common programs read. The four lines before the empty one are what was signed.")

    static let growth = Words("总账是否只增不改", "Whether the log only grew")
    static let growthLead = Words(
        "填两个条数，看后来的总账是不是原样包含了先前的总账。", "Give two sizes to see whether the later log holds the earlier one as it was.")
    static let from = Words("先前的条数", "Entries before")
    static let to = Words("后来的条数", "Entries after")
    static let compareThem = Words("比较", "Compare")
    static let noSuchSizes = Words(
        "总账没有这两个条数：先前的至少是 1，后来的不少于先前的，也不超过总账现在的条数",
        "The log has no such sizes: the earlier is 1 at least, the later no smaller and no larger than the log is now")
    static let grewWord = Words("只增未改", "It only grew")

    static func grew(from: Int64, to: Int64) -> Words {
        Words(
            "\(to) 条的总账原样包含了先前 \(from) 条，没有一条被改动。",
            "The log of \(to) entries holds the \(from) from before as they were; none was changed.")
    }

    static func rootAt(_ size: Int64) -> Words {
        Words("\(size) 条时总账的摘要", "Digest of the log of \(size) entries")
    }

    static let keys = Words("公钥", "Public keys")
    static let keysLead = Words(
        "抄下第一把公钥，以后就能核对每一个签名：新的密钥都由前一把签名认可。",
        "Keep a copy of the first key and you can check every signature from then on: each new key is vouched for by the one before."
    )

    static func keyName(_ number: Int) -> Words { Words("第 \(number) 把", "Key \(number)") }

    static func signed(_ since: Words, until: Words) -> Words {
        Words("\(since.zh) 至 \(until.zh) 使用", "Signed from \(since.en) until \(until.en)")
    }

    static func signsSince(_ since: Words) -> Words { Words("\(since.zh) 起使用", "Signs since \(since.en)") }

    static let byOneself = Words("自己动手核对", "Check it by yourself")
    static let oneselfSteps = [
        Words(
            "本页的内容程序也能读取：/api/v1/proofs/heads、keys、inclusion、consistency。",
            "Programs read the same at /api/v1/proofs/heads, keys, inclusion and consistency."),
        Words(
            "拿到留痕的导出文件以后，用一百来行的 Python 程序就能重算全部摘要、留痕链和签名，不需要本系统的任何程序：",
            "With an export of the record, some two hundred lines of Python recompute every digest, chain and signature, without any program of this system:"
        ),
    ]

    // What programs are told.
    static let hashOrEntry = Words("请给出 hash 或 entry 其中之一", "Give either hash or entry")
}
