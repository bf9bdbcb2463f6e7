import Base

/// The words of the way back by telephone, Chinese and English side by side.
enum CodeWords {
    static let title = Words("回执丢了", "Lost your slip?")
    static let link = Words("回执丢了？用留下的手机收验证码", "Lost the slip? Get a code on the telephone you left")
    static let lead = Words(
        "写号码和当时留下的手机号。对得上，就把验证码发到那个手机。",
        "Type the number and the telephone number you left with it. If they belong together, a code goes to that telephone."
    )
    static let phone = Words("当时留下的手机号", "The telephone number you left")
    static let send = Words("发验证码", "Send a code")
    static let askedTitle = Words("看看手机", "Look at your telephone")
    static let asked = Words(
        "如果号码和手机号对得上，验证码已经发出，一两分钟内到，10 分钟内有效。",
        "If number and telephone belong together, a code is on its way. It comes within a minute or two and holds for 10 minutes."
    )
    static let code = Words("验证码", "Code")
    static let codeHint = Words("六位数字", "Six digits")
    static let open = Words("查", "Show")
    static let wrong = Words("验证码不对，或者过了时间", "The code is not right, or its time is over")
    static let notCome = Words("没有收到？", "Did it not come?")
    static let again = Words("再要一个", "Ask again")
    static let hourly = Words(
        "一件事一小时最多发三个。没留手机的，请带身份证件到任何一个矛调中心。",
        "At most three an hour for a matter. If you left no number, take your identity card to any centre.")
    static let noGateway = Words(
        "这里现在不能发短信。请带身份证件到任何一个矛调中心，请窗口帮您查。",
        "No messages can be sent here now. Take your identity card to any centre and ask at the window.")
}
