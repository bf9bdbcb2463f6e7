import Addresses
import Base
import Divisions

/// The words of the address library's pages.
enum AddressDeskWords {
    // The search
    static let title = Words("地址库", "Addresses")
    static let lead = Words(
        "每个地点一个永久编号。写名称、门牌，或者拼音首字母都能找到。",
        "Every place has one permanent id. Type a name, a number, or the first letters of its pinyin.")
    static let search = Words("找一个地址", "Find an address")
    static let searchHint = Words(
        "例如“文一西路969号”“汤家家园3幢”，或 wyxl 969", "For example 文一西路969号, 汤家家园3幢, or wyxl 969")
    static let look = Words("查找", "Find")
    static let nothing = Words("地址库里没有这样的地址", "The library has no such address")
    static let nothingNote = Words(
        "换一种写法试试：少写几个字，或者只写路名、小区名。", "Try it otherwise: fewer characters, or the road or estate alone.")
    static let meant = Words("您写的可能是", "What you wrote may be")
    static let similar = Words("名称相近的地址", "Places with such a name")
    static let coverage = Words("覆盖情况", "Coverage")
    static let review = Words("待核地址", "Addresses to be settled")
    static func places(_ count: Int) -> Words {
        Words("库内共\(count.grouped)个地址", "\(count.grouped) addresses in the library")
    }

    static func band(_ band: String) -> Words {
        switch band {
        case "A": Words("完全一致", "Equal")
        case "B": Words("写法略有不同", "Slightly different")
        case "C": Words("需要确认", "To be confirmed")
        case "R": Words("人工核定", "Set by a person")
        case "new": Words("据此新增", "Added for it")
        default: Words("不是地址", "No address")
        }
    }

    static let usedNames: [String: Words] = [
        "alias": Words("别名", "Other name"), "former": Words("曾用名", "Former name"),
        "exact": Words("标准名", "Standard name"),
    ]

    // The page of an address
    static let way = Words("位置", "Where you are")
    static let code = Words("地址编码", "Display code")
    static let codeNote = Words(
        "27位：村社12、网格3、楼栋5、户室6、校验1。区划调整时编码会变，永久编号不变。",
        "27 digits: village 12, grid 3, building 5, room 6, check 1. It changes with the divisions; the permanent id never does."
    )
    static let noCode = Words("还没有编码", "No code yet")
    static let id = Words("永久编号", "Permanent id")
    static let type = Words("类别", "Kind")
    static let state = Words("状态", "State")
    static let area = Words("所在", "Where")
    static let grid = Words("网格", "Grid")
    static let names = Words("其他名称", "Other names")
    static let none = Words("无", "None")
    static let position = Words("坐标", "Position")
    static let noPosition = Words("还没有坐标", "No position yet")
    static let origin = Words("来源", "Named by")
    static let since = Words("起始日期", "Since")
    static let inside = Words("里面有", "What lies in it")
    static func counted(_ type: PlaceType, _ count: Int) -> Words {
        let name = typeName(type)
        return Words("\(count)个\(name.zh)", "\(count) × \(name.en.lowercased())")
    }
    static func more(_ count: Int) -> Words { Words("还有\(count)个没有列出", "\(count) more are not shown") }
    static let systems = Words("各系统怎么写", "How the systems write it")
    static func agreeing(_ count: Int) -> Words {
        Words("\(count)个系统认得这个地址", count == 1 ? "One system knows this address" : "\(count) systems know this address")
    }
    static let noSystems = Words("还没有系统写过这个地址", "No system has written this address yet")
    static let source = Words("系统", "System")
    static let said = Words("原文", "As written")
    static let match = Words("匹配", "Match")
    static let history = Words("变更记录", "History")
    static let tookOver = Words("现在由它接替", "Its place was taken by")
    static let tookPlaceOf = Words("它接替了", "It took the place of")
    static let map = Words("在村社或镇街里的位置", "Where it lies in its village or town")

    static func typeName(_ type: PlaceType) -> Words {
        switch type {
        case .town: Words("镇街", "Town")
        case .village: Words("村社", "Village")
        case .estate: Words("小区", "Estate")
        case .road: Words("道路", "Road")
        case .landmark: Words("地名", "Landmark")
        case .number: Words("门牌", "Number")
        case .building: Words("楼幢", "Building")
        case .unit: Words("单元", "Unit")
        case .floor: Words("楼层", "Floor")
        case .room: Words("户室", "Room")
        }
    }

    /// In which system a position was given; nothing for the one it is shown in.
    static func given(in system: CoordinateSystem) -> Words {
        switch system {
        case .wgs84: Words("", "")
        case .gcj02: Words("，由 GCJ-02 换算", ", given in GCJ-02")
        case .bd09: Words("，由 BD-09 换算", ", given in BD-09")
        }
    }

    static func quality(_ quality: AddressPosition.Quality) -> Words {
        switch quality {
        case .door: Words("，到门", ", at the door")
        case .building: Words("，到楼幢", ", at the building")
        case .estate: Words("，到小区", ", in the estate")
        case .street: Words("，到路段", ", on the street")
        case .area: Words("，只到片区", ", in the area")
        }
    }

    static func stateName(_ state: AddressState, ended: Day?) -> Words {
        if let ended { return Words("\(ended)起不再使用", "Not in use since \(ended)") }
        switch state {
        case .implied: return Words("由下级地址推得", "Known from what lies in it")
        case .proposed: return Words("待核实", "Proposed")
        case .confirmed: return Words("已核实", "Confirmed")
        }
    }

    static func change(_ what: PlaceChange.What) -> Words {
        switch what {
        case .added: Words("新增", "Added")
        case .confirmed: Words("核实", "Confirmed")
        case .changed: Words("修改", "Changed")
        case .retired: Words("停用", "Retired")
        case .merged: Words("并入另一个地址", "Merged into another")
        case .split: Words("拆分", "Split")
        case .located: Words("定位", "Located")
        case .named: Words("增加名称", "Given a name")
        case .unnamed: Words("去掉名称", "A name taken away")
        case .restored: Words("撤销，恢复原样", "Undone")
        }
    }

    static func number(_ number: Int64, _ day: Day) -> Words {
        Words("第\(number)号，\(day)起", "No. \(number), from \(day)")
    }

    // What hangs on it
    static let hanging = Words("这里挂接的人、房、企、物", "What hangs on this address")
    static let purpose = Words("为什么要看", "What you look at it for")
    static let purposeHint = Words(
        "写清楚办什么事。谁、何时、为什么看，都会记下来，本人可以查。",
        "Say what for. Who looked, when and why is recorded, and the people concerned may ask for it.")
    static let showHanging = Words("查看", "Show")
    static let recorded = Words("已记下查看原因", "What you look at it for was recorded")
    static let nothingHangs = Words("这里还没有挂接任何记录", "Nothing hangs here yet")
    static let label = Words("名称", "Name")
    static let externalID = Words("在该系统的编号", "Its id there")
    static let attach = Words("挂接一条", "Attach something")
    static let end = Words("结束", "End")

    static func kind(_ kind: AddressAttachment.Kind) -> Words {
        switch kind {
        case .person: Words("人员", "Person")
        case .house: Words("房屋", "House")
        case .enterprise: Words("企业", "Enterprise")
        case .matter: Words("事项", "Matter")
        case .thing: Words("设施物件", "Thing")
        case .line: Words("通信线路", "Line")
        }
    }

    static func problem(_ error: AttachmentError) -> Words {
        switch error {
        case .noPurpose: Words("请写明为什么要看，至少4个字。", "Say what for, in at least 4 characters.")
        case .unknown: Words("没有这个地址或记录。", "There is no such address or record.")
        case .taken: Words("这条记录已经挂在这里。", "It hangs there already.")
        case .bad: Words("系统名和编号都要填，各不超过100个字。", "Source and id are needed, each of at most 100 characters.")
        }
    }

    // What can be done
    static let acts = Words("办理", "What can be done")
    static let confirm = Words("核实这个地址", "Confirm this address")
    static let rename = Words("改标准名", "Rename")
    static let newName = Words("新的标准名", "The new standard name")
    static let addName = Words("加一个别名", "Add another name")
    static let otherName = Words("别名", "The other name")
    static let retire = Words("停用", "Retire")
    static let retireNote = Words("连同里面的地址一起停用，可以撤销。", "What lies in it ends with it. This can be undone.")
    static let merge = Words("并入另一个地址", "Merge into another address")
    static let mergeID = Words("另一个地址的永久编号", "The permanent id of the other address")
    static let mergeNote = Words(
        "同一个地方登记了两次时用。里面门牌相同的合成一个，两个编号以后都能找到。",
        "For a place that stands twice. The same numbers in both become one; both ids are found from then on.")
    static let reason = Words("为什么", "Why")
    static let undo = Words("撤销", "Undo")
    static let done = Words("已经办好", "Done")
    static let faults = Words("请改正", "Please mend")
    static let reasonMissing = Words("请写明为什么，几个字就行。", "Say why; a few words are enough.")

    static func problem(_ error: AddressError) -> Words {
        switch error {
        case .unknown: Words("没有这个地址。", "There is no such address.")
        case .ended: Words("这个地址已经停用，不能再改。", "This address has ended and changes no more.")
        case .changedSince: Words("后来又有改动，请先撤销后面的。", "Something has changed since; undo that first.")
        case .circular: Words("不能并入自己、自己里面或者自己所在的地址。", "Not into itself, what lies in it or what it lies in.")
        case .unlike: Words("两处不是同一类地址，不能并成一个。", "The two are not places of one kind.")
        case .batch:
            Words("这是整批导入的，不能从一个地址的页面撤销。", "It came with a batch, and is not undone from the page of one place.")
        case .badName: Words("名称要2到60个字，并且还没有用过。", "A name has 2 to 60 characters and is not there yet.")
        case .taken: Words("那里已经有同样的名称或门牌。", "Another place there has that name or number.")
        }
    }
}
