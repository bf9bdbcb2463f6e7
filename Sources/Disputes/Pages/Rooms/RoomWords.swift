// The words of windows, rooms, tickets and bookings, Chinese and English side by side.
import Base
import Clocks

enum RoomWords {
    static let wrong = Words("没有做成", "Not done")
    static let changedFirst = Words("别人先改过了，请再看一遍", "Somebody else changed it first; look at it again")
    static let centres = Words("矛调中心", "Dispute centres")
    static let centresLead = Words(
        "区、镇街、村社三级中心的窗口和功能室。", "Windows and rooms of the centres of district, towns and villages.")
    static let none = Words("没有您能看的中心", "No centre that you may look at")
    static let toDesk = Words("回到工作台", "Back to the desk")
    static let toCentres = Words("全部中心", "All centres")
    static let toCentre = Words("回到中心", "Back to the centre")
    static let queue = Words("叫号", "Queue")
    static let bookings = Words("预约", "Bookings")
    static let sheet = Words("当日表", "Day sheet")
    static let receptions = Words("接访日", "Reception days")
    static let screen = Words("叫号屏", "Calling screen")
    static let windows = Words("窗口", "Windows")
    static let rooms = Words("功能室", "Rooms")
    static let hours = Words("开放时间", "Opening hours")
    static let number = Words("窗口号", "Number")
    static let name = Words("名称", "Name")
    static let nameEn = Words("英文名称", "English name")
    static let department = Words("进驻单位", "Department")
    static let own = Words("中心自己", "The centre itself")
    static let addWindow = Words("加一个窗口", "Add a window")
    static let addRoom = Words("加一个功能室", "Add a room")
    static let rota = Words("排轮驻", "Change the rota")
    static let weekday = Words("星期", "Weekday")
    static let since = Words("从哪天起", "From")
    static let setHours = Words("改开放时间", "Change the hours")
    static let oneDay = Words("只改这一天（不填就是每周）", "This day alone (empty: every week)")
    static let opens = Words("开门", "Opens"), closes = Words("关门", "Closes")
    static let hoursHint = Words("两个都空着就是不开门", "Both empty: closed")
    static let secondOpens = Words("下午开门", "Opens again"), secondCloses = Words("下午关门", "Closes again")
    static let send = Words("保存", "Save")
    static let code = Words("门牌", "Door"), floor = Words("楼层", "Floor"), seats = Words("座位", "Seats")
    static let use = Words("用途", "Use")
    static let closed = Words("不开门", "Closed")
    static let calendarNote = Words(
        "节假日不开，调休上班的周末照星期一开。", "Closed on holidays; open like a Monday on weekends that are worked instead.")
    static func weekday(_ number: Int) -> Words {
        // 25 November 2019 was a Monday.
        DayWords.weekday(Day(number: 18_224 + number))
    }
    static func use(_ use: RoomUse) -> Words {
        switch use {
        case .reception: Words("接访", "Reception")
        case .mediation: Words("调解", "Mediation")
        case .hearing: Words("庭审听证", "Hearings")
        case .counselling: Words("心理疏导", "Counselling")
        case .conference: Words("会商", "Conferences")
        case .studio: Words("工作室", "Studio")
        }
    }
    static func window(_ number: Int) -> Words { Words("\(number) 号窗口", "Window \(number)") }

    // Tickets
    static let take = Words("取号", "Take a number")
    static let takeLead = Words(
        "不用写名字。叫到号请到屏幕上说的窗口。", "No name is asked. When your number is called, go to the window shown.")
    static let anyWindow = Words("不清楚哪个窗口，请中心安排", "I do not know which: the centre decides")
    static let which = Words("到哪个窗口", "Which window")
    static let priority = Words("优先", "Go first")
    static func priority(_ priority: TicketPriority) -> Words {
        switch priority {
        case .none: Words("没有", "No")
        case .old: Words("七十岁以上", "70 or older")
        case .disabled: Words("残疾人", "Disabled")
        case .expecting: Words("孕妇或带婴儿", "Expecting or with an infant")
        }
    }
    static let yourNumber = Words("您的号码", "Your number")
    static func ahead(_ count: Int) -> Words {
        count == 0 ? Words("前面没有人了", "You are next") : Words("前面还有 \(count) 人", "\(count) before you")
    }
    static let another = Words("再取一个号", "Take another")
    static let seeScreen = Words("看叫号屏", "See the screen")
    static let nowServing = Words("正在叫号", "Now called")
    static let nobodyCalled = Words("现在没有叫号", "No number is called now")
    static func waiting(_ count: Int) -> Words { Words("\(count) 人在等", "\(count) waiting") }
    static let next = Words("叫下一个", "Call the next")
    static let nobodyWaits = Words("没有人在等", "Nobody waits")
    static let chooseWindow = Words("您坐在哪个窗口？", "At which window do you sit?")
    static let atWindow = Words("在窗口", "At the window")
    static let waitingHead = Words("在等的", "Waiting")
    static let overHead = Words("今天办过的", "Today so far")
    static let newMatter = Words("登记成事项", "Take it in as a matter")
    static let matterNumber = Words("登记后的事项编号（没有就不写）", "Number of the matter, if one came of it")
    static let matterUnknown = Words("没有这个编号的事项", "There is no matter of this number")
    static let other = Words("转到窗口", "Hand over to")
    static func step(_ step: TicketStep) -> Words {
        switch step {
        case .again: Words("再叫一次", "Call again")
        case .serve: Words("人到了", "They came")
        case .done: Words("办完", "Done")
        case .missing: Words("没有来", "Nobody came")
        case .over: Words("转过去", "Hand over")
        }
    }
    static func state(_ state: TicketState) -> Words {
        switch state {
        case .waiting: Words("在等", "Waiting")
        case .called: Words("已叫号", "Called")
        case .serving: Words("办理中", "Being served")
        case .served: Words("已办", "Served")
        case .noShow: Words("未到", "Not there")
        }
    }
    static let ticket = Words("号码", "Number"), stateHead = Words("状态", "State"), time = Words("时间", "Time")

    // Bookings
    static func week(_ from: Day, _ to: Day) -> Words { DayWords.span(DaySpan(from, to), year: true) }
    static let earlier = Words("前一周", "Week before"), later = Words("后一周", "Week after")
    static let what = Words("窗口或功能室", "Window or room")
    static let choose = Words("请选", "Choose")
    static let day = Words("日期", "Day"), from = Words("从", "From"), to = Words("到", "To")
    static let forMatter = Words("事项编号（没有就写来人）", "Number of the matter (or say who comes)")
    static let whoComes = Words("来人的称呼", "Who comes"), phone = Words("电话", "Telephone")
    static let book = Words("预约", "Book")
    static let taken = Words("已占用", "Taken")
    static let noBookings = Words("这一周没有预约", "No booking this week")
    static let change = Words("改", "Change")
    static let move = Words("改期", "Move"), cancel = Words("取消", "Cancel"), reason = Words("原因", "Why")
    static let kept = Words("来过了", "They came"), missed = Words("没有来", "Nobody came")
    static func purpose(_ purpose: BookingPurpose) -> Words {
        switch purpose {
        case .appointment: Words("窗口预约", "Appointment")
        case .matter: Words("事项", "Matter")
        case .proceeding: Words("办理程序", "Proceeding")
        case .reception: Words("接访", "Reception")
        case .other: Words("其他", "Other")
        }
    }
    static func state(_ state: BookingState) -> Words {
        switch state {
        case .booked: Words("已约", "Booked")
        case .kept: Words("已来", "Came")
        case .cancelled: Words("已取消", "Cancelled")
        case .noShow: Words("未到", "Not there")
        }
    }

    // The residents' side
    static let publicLead = Words("选一个中心，取号或者预约。", "Choose a centre, take a number or book a time.")
    static let appoint = Words("预约窗口或接访", "Book a window or a reception")
    static let appointLead = Words(
        "一次半小时，请按时到。有事项编号和查询码的，不用写名字。",
        "Half an hour each; please be on time. With the number and receipt code of a matter no name is needed.")
    static let receiptNumber = Words("事项编号", "Number of the matter"), receiptCode = Words("查询码", "Receipt code")
    static let yourTime = Words("您约的时间", "Your time")
    static let yourTimeLead = Words(
        "约好了，请按时到。这一页就是您的约单：把它存下来，可以在这里改时间，或者把时间让出来。",
        "It is booked; please be on time. Keep this page: here you can move the time or give it back.")
    static let giveBack = Words("不来了，取消", "Cancel")
    static let giveBackLead = Words("取消以后，这个时间马上让给别人。", "The time is free for somebody else at once.")
    static let byResident = Words("本人取消", "Cancelled by whoever booked it")
    static let chosenTime = Words("几点", "At what time")
    static let codeWrong = Words("编号和查询码对不上", "Number and receipt code do not fit each other")
    static let timeWrong = Words("请写日期和时间，如 9:30", "Give a day and a time such as 9:30")
    static let print = Words("打印", "Print")
    static func sheetTitle(_ day: Day) -> Words {
        let words = DayWords.full(day)
        return Words("\(words.zh)当日表", "Day sheet, \(words.en)")
    }
    static let sits = Words("谁在坐", "Who sits"), drawn = Words("取号", "Drawn"), served = Words("已办", "Served")
    static let missing = Words("未到", "Not there"), waitingShort = Words("在等", "Waiting")
    static let look = Words("看", "Show")
}
