import Base
import Letters

/// What the pages of papers say.
enum PaperWords {
    static let papers = Words("文书", "Letters")
    static let lead = Words(
        "文书写好以后签发：编号、盖章、附二维码，从此不再改。错了就作废，另写一份。",
        "A letter is issued with number, seal and QR code, and never changed after that. A wrong one is withdrawn and another takes its place."
    )
    static let toProceeding = Words("回到程序", "Back to the proceeding")
    static let toMatter = Words("回到事项", "Back to the matter")
    static let toPapers = Words("回到文书", "Back to the letters")
    static let due = Words("要写的", "To be written")
    static let dueNone = Words("没有等着写的文书。", "No letter waits to be written.")
    static let written = Words("已有的", "Written so far")
    static let writtenNone = Words("还没有写过文书", "No letter has been written yet")
    static let others = Words("本程序的文书", "Letters of this procedure")
    static let more = Words("其他文书", "Other letters")
    static let proceedings = Words("本事项的程序", "Proceedings of this matter")
    static func write(_ name: Words) -> Words { Words("写《\(name.zh)》", "Write: \(name.en)") }
    static let about = Words("编号和核验", "Number and proof")
    static let name = Words("文书", "Letter")
    static let number = Words("文号", "Number")
    static let state = Words("状态", "State")
    static let day = Words("成文日期", "Day of the letter")
    static let service = Words("送达", "Service")
    static let article = Words("依据", "Article")
    static let unit = Words("单位", "Unit")
    static let pages = Words("页数", "Pages")
    static let seal = Words("印章", "Seal")
    static let issuedAt = Words("签发", "Issued")
    static let withdrawnAt = Words("作废", "Withdrawn")
    static let reason = Words("作废原因", "Why it was withdrawn")
    static let replaces = Words("代替", "In the place of")
    static let digest = Words("PDF 的 SHA-256", "SHA-256 of the PDF")
    static let preview = Words("预览", "Preview")
    static let content = Words("内容", "Content")
    static let missing = Words("还缺这些，补上才能预览和签发", "These are missing; fill them in to see and issue it")
    static let pending = Words("文号在签发时编定。", "The number is given when it is issued.")
    static let change = Words("修改", "Change")
    static let issue = Words("签发", "Issue")
    static let issueHead = Words("签发以后不能再改", "Once issued it is never changed")
    static let issueNote = Words(
        "签发时编号、盖章，并附核验用的二维码。请先通读一遍。",
        "It gets its number, its seal and a QR code that proves it. Read it through once more first.")
    static let pdf = Words("下载 PDF", "Download the PDF")
    static let draftPDF = Words("看 PDF 样稿", "See a draft PDF")
    static let reading = Words("读屏版", "Version for screen readers")
    static let english = Words("英文阅读本", "Reading copy in English")
    static let proof = Words("核验页", "Page of proof")
    static let withdraw = Words("作废", "Withdraw")
    static let withdrawHead = Words("作废这份文书", "Withdraw this letter")
    static let again = Words("另写一份代替", "Write another in its place")
    static let keepDraft = Words("存草稿", "Keep as a draft")
    static let goOn = Words("预览", "See the preview")
    static let mend = Words("请改正标出的地方", "Please mend what is marked")
    static let wrong = Words("没有做成", "It was not done")
    static let changedFirst = Words("别人刚改过，请重新打开", "Somebody else has just changed it; open it again")
    static let optional = Words("可以不填", "May be left out")
    static let listHint = Words("一行一条", "One a line")
    static let paragraphsHint = Words("换行就是另起一段", "A new line begins a paragraph")
    static func rowsHint(_ columns: [String]) -> Words {
        let line = columns.joined(separator: " | ")
        return Words("一行一条，用 | 分开：\(line)", "One a line, with | between the cells: \(line)")
    }
    static let sealedHint = Words(
        "来访人的姓名已密封，不会自动填入，这份文书的内容也只有本单位能看。",
        "The resident's name is sealed: it is not filled in, and only your unit can read this letter.")
    static let contentSealed = Words(
        "姓名密封的事项，文书内容只有承办单位能看。", "Where a name is sealed only the unit that writes can read its letters.")
    static let erased = Words("个人信息已依法删除。", "The personal data were erased as the law asks.")
    static let services = Words("送达记录", "Record of service")
    static let servicesNone = Words("还没有送达。", "It has not been served yet.")
    static let serve = Words("登记送达", "Record a service")
    static let way = Words("方式", "How")
    static let recipient = Words("受送达人", "Who was served")
    static let served = Words("送达日期", "Day of service")
    static let postNumber = Words("邮件号码或者收短信的号码", "Number of the post, or number that the message went to")
    static let witness = Words("见证人", "Witness")
    static let note = Words("地点、事由或者备注", "Where, why, or a note")
    static let receipt = Words("签收单扫描件", "Scan of the signed receipt")
    static let receiptHint = Words("先把扫描件加到事项的文件里", "Add the scan to the files of the matter first")
    static let choose = Words("请选择", "Please choose")
    static func since(_ day: Words) -> Words { Words("\(day.zh)起", "since \(day.en)") }
    static func servedTimes(_ count: Int) -> Words {
        count == 0
            ? Words(
                "未送达",
                "Not served") : Words("已送达 \(count) 次", count == 1 ? "Served once" : "Served \(count) times")
    }

    static func state(_ state: PaperState) -> Words {
        switch state {
        case .draft: Words("草稿", "Draft")
        case .issued: Words("已签发", "Issued")
        case .withdrawn: Words("已作废", "Withdrawn")
        }
    }

    static func seal(_ seal: PaperSeal) -> Words {
        switch seal {
        case .drawn: Words("系统绘制的样式", "Drawn by the program")
        case .picture: Words("单位的印章图片", "The unit's own picture")
        }
    }

    static func way(_ way: ServiceWay) -> Words {
        switch way {
        case .handed: Words("直接送达，本人签收", "Handed over and signed for")
        case .post: Words("邮寄送达", "By post")
        case .sms: Words("短信告知", "Notice by text message")
        case .posted: Words("张贴公告", "Notice posted up")
        case .left: Words("留置送达", "Left before a witness")
        case .refused: Words("拒收", "Refused before a witness")
        }
    }

    static func asked(_ proof: ServiceProof) -> Words {
        switch proof {
        case .receipt: Words("送达回证", "Record of service")
        case .signature: Words("各方签字，各执一份", "Signed by the parties, a copy each")
        case .filing: Words("收件机关的收件凭证", "Receipt of the office that takes it in")
        case .none: Words("存卷，不送达", "Kept in the file, not served")
        }
    }
}

/// What the public page of proof and the pages of offices say.
enum PaperProofWords {
    static let title = Words("文书核验", "Is this letter genuine?")
    static let genuine = Words("真的", "Genuine")
    static let withdrawn = Words("已经作废", "Withdrawn")
    static func genuineText(_ unit: Words, _ day: Words) -> Words {
        Words(
            "这个编号的文书由\(unit.zh)在\(day.zh)签发，现在有效。",
            "A letter of this number was issued by \(unit.en) on \(day.en) and stands.")
    }
    static func withdrawnText(_ unit: Words, _ day: Words, _ end: Words) -> Words {
        Words(
            "这个编号的文书由\(unit.zh)在\(day.zh)签发，已在\(end.zh)作废，不再有效。",
            "A letter of this number was issued by \(unit.en) on \(day.en) and withdrawn on \(end.en): it does not stand any more."
        )
    }
    static let compare = Words("怎么核对", "How to compare")
    static let compareText = Words(
        "纸上的文号应当和这里的一样。手里有 PDF 的，算一下它的 SHA-256，和上面的逐字对比：一样就是原件，差一个字也不一样。不用上传文件。",
        "The number on paper must be the one above. If you have the PDF, work out its SHA-256 and compare: equal means the very file that was issued, and any change would show. Nothing is uploaded."
    )
    static let silent = Words("这一页不说文书写给谁、写了什么。", "This page does not say to whom it was written, or what.")

    static let offices = Words("发文代字和印章", "Marks and seals")
    static let officesLead = Words(
        "每个单位的文号以代字开头，印章盖在成文日期上。没有上传图片的，用系统绘制的样式。",
        "A unit's numbers begin with its mark; its seal stands over the day. Without a picture the program draws one.")
    static let mark = Words("发文代字", "Mark")
    static let markHint = Words("文号的开头，比如“余示”；改了只影响以后的文书", "How numbers begin; a change counts for later letters only")
    static let setMark = Words("存代字", "Save the mark")
    static let sealPicture = Words("印章图片", "Picture of the seal")
    static let sealHint = Words(
        "PNG 或 JPEG，透明底最好，不超过 1 MB，每边不超过 2000 点",
        "PNG or JPEG, transparent if possible, 1 MB and 2,000 dots a side at most")
    static let setSeal = Words("上传印章", "Upload the seal")
    static let takeSeal = Words("不用图片，改用系统绘制的", "Take it away; the program draws one")
    static let first = Words("第一次签发时定", "Given with the first letter")
    static let drawn = Words("系统绘制", "Drawn")
    static let picture = Words("图片", "Picture")
    static let toOffices = Words("回到各单位", "Back to the units")
}
