import Base

/// The words of the second factor.
enum FactorWords {
    static let title = Words("第二因素", "Second factor")
    static let note = Words("登录时除了密码，再输手机上的动态验证码。", "Sign in with your password and a code from your telephone.")
    static let lead = Words(
        "密码可能被人看到、猜到。开了第二因素，登录时还要输手机上每半分钟一换的六位动态验证码，光有密码进不来。",
        "Passwords are seen and guessed. With a second factor the password alone opens nothing: signing in also takes a code of "
            + "six figures from your telephone, which changes every half minute."
    )
    static let required = Words("您的岗位要求开通", "Your role needs it")
    static let requiredText = Words("开通以后就能继续工作，大约两分钟。", "You can go on once it is set up; it takes about two minutes.")
    static let turnOn = Words("开通", "Turn it on")
    static let begin = Words("开始", "Begin")
    static let offNow = Words("现在没有开。", "It is off now.")
    static func onSince(_ day: String) -> Words { Words("\(day)起已开通。", "It has been on since \(day).") }

    static let setUp = Words("照这三步做", "Three steps")
    static let app = Words(
        "手机上装一个验证器（名字里常有 Authenticator，手机自带的密码管理也行）。",
        "Have an authenticator on your telephone (an app of that name, or the password manager it came with)."
    )
    static let scan = Words("用它扫下面的图，或者手工输入密钥。", "Scan the picture below with it, or type the key.")
    static let type = Words("输入它显示的六位数字。", "Type the six figures it shows.")
    static let picture = Words("第二因素的二维码", "QR code of the second factor")
    static let key = Words("密钥", "Key")
    static let secrecy = Words(
        "不要拍照，不要发给别人：谁有它，谁就有您的第二因素。", "Do not photograph or send it: whoever has it has your second factor.")
    static let code = Words("动态验证码", "Code")
    static let confirm = Words("确认开通", "Confirm")
    static let wrong = Words("验证码不对，请等下一个再试", "The code is wrong; wait for the next one and try again")
    static let again = Words("换一个密钥，重新开始", "Begin again with another key")

    static let done = Words("第二因素已开通", "Your second factor is on")
    static let codes = Words("备用码", "Recovery codes")
    static let codesText = Words(
        "手机丢了、坏了，用备用码代替动态验证码登录，每个只能用一次。请现在抄下或打印，收在抽屉里，别放在手机里。离开这一页就再也看不到了。",
        "When your telephone is lost or broken, a recovery code stands in for the code, each of them once. Write them down or print "
            + "them now and keep them in a drawer, not on the telephone. They are shown only this once."
    )
    static let codesMade = Words("新的备用码", "New recovery codes")
    static let codesMadeText = Words("旧的都不能用了。", "The old ones no longer work.")
    static let print = Words("打印", "Print")
    static let saved = Words("我抄好了", "I have kept them")
    static func codesLeft(_ count: Int) -> Words {
        switch count {
        case 0: Words("备用码用完了，请现在换一套。", "No recovery code is left; please make new ones now.")
        case 1: Words("还剩 1 个备用码。", "One recovery code is left.")
        default: Words("还剩 \(count) 个备用码。", "\(count) recovery codes are left.")
        }
    }
    static let renew = Words("换一套备用码", "Make new recovery codes")
    static let turnOff = Words("停用第二因素", "Turn it off")
    static let turnOffNote = Words(
        "换手机也是先停用，再用新手机开通。", "For a new telephone turn it off here, then on again with the new one.")
    static let codeOrRecovery = Words("动态验证码或备用码", "Code or recovery code")

    // The second step of a sign-in.
    static let stepTitle = Words("输入动态验证码", "Enter your code")
    static let stepLead = Words(
        "打开手机上的验证器，输入现在显示的六位数字。", "Open the authenticator on your telephone and type the six figures it shows.")
    static let stepHint = Words("手机不在身边，就输入一个备用码。", "Without your telephone, type a recovery code.")
    static let stepWrong = Words(
        "不对，或者已经用过了。请等下一个再试。", "It is wrong or was used before. Please wait for the next one and try again.")
    static let stepOver = Words("时间过了，请重新登录。", "That took too long. Please sign in again.")
    static let restart = Words("重新登录", "Start again")
    static let lost = Words(
        "手机和备用码都没有了？请找系统管理员停用第二因素。",
        "Neither telephone nor recovery codes? Ask an administrator to take your second factor off.")
}
