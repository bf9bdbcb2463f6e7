import Base
import Matters

/// The words of App: problems as pages, and what only the house says.
enum AppWords {
    // Problems
    static let toStart = Words("回到首页", "Back to the start")
    static let typed = Words("您写的内容", "What you wrote")
    static let typedHint = Words("没有丢，也可以抄下来。", "It is not lost; you can also copy it down.")
    static let onceMore = Words("再试一次", "Try once more")
    static let again = Words("再交一次", "Send it again")
    static let againWithout = Words("不带文件，再交一次", "Send it again without the files")
    static let backToForm = Words("回到刚才那一页", "Back to the form")
    static let filesLost = Words(
        "文件没有留住。请回到刚才那一页重新选，再交一次。",
        "The files could not be kept. Go back to the form, choose them again and send it."
    )
    static let wayBack = Words("怎么接着办", "How to go on")
    static let goBack = Words(
        "请按浏览器的“后退”，回到刚才那一页，您写的还在那里。少放几个文件，或者把照片缩小，再交一次；别的可以过后再补。",
        "Press your browser’s Back button: the form is still there with what you wrote. Send fewer files or smaller pictures; "
            + "the others can follow later."
    )
    static let limits = Words("文件：\(FileWords.limits.zh)。", "Files: \(FileWords.limits.en).")
    static let logShorter = Words("记录还没有这么多条", "The log does not have so many entries yet")
    static let changedFirst = Words("有人先改了这件事", "Somebody changed this matter first")
    static let changedFirstText = Words("请打开看看有什么变化，再决定。", "Please look at what changed, then decide.")
    static let letter = Words("文书没有做成", "The letter could not be made")
    static let letterLacks = Words("文书还缺内容，请补上再试。", "The letter lacks something; fill it in and try again.")
    static let letterUnfit = Words(
        "填的内容和模板对不上，请重新打开再填。",
        "What was filled in does not fit the template; open it again.")
    static let letterLong = Words("文书太长，请写短一些。", "The letter is too long; write less.")
    static let letterNoEnglish = Words("这份文书没有英文阅读本。", "This letter has no reading copy in English.")
    static let letterPicture = Words(
        "印章图片读不出来，请管理员重新上传。",
        "The picture of the seal cannot be read; an administrator must upload it again.")
    static let letterDrawing = Words("画不出这份文书，请告诉管理员。", "The letter could not be drawn; tell the administrator.")
    static let barred = Words("现在不能做这一步", "This step is not possible now")
    static let mend = Words("请改正一处", "Please mend one thing")
    static let wrongReceipt = Words("号码和查询码对不上", "Number and code do not fit")
    static let wrongReceiptText = Words("请照回执再输一次。", "Please type them again from your slip.")

    // Terms
    static func ceiling(_ left: Int) -> Words { Words("最多还能延长\(left)", "At most \(left) more is allowed") }
    static let termOver = Words("时限已经过了", "The term is over")
    static let noExtension = Words("法规没有规定可以延长", "The rule allows no extension")
    static let noPause = Words("法规没有规定可以因此暂停", "The rule allows no pause on that ground")
    static let termFixed = Words("时限现在不能这样改", "The term cannot be changed like this now")
    static let term = Words("时限不能改", "The term cannot be changed")

    // Pages
    static let components = Words("组件", "Components")
    static let demoAccounts = Words(
        "窗口 chenglichun，区中心负责人 hanchunfen，星桥街道 shenxiaoshu（负责人 jiangxiazhi），汤家社区 zhengxiaoxue，"
            + "裁定 shaoqingming，密封保管 yaolixia，审计 zhangxiaoman，管理员 zhongmangzhong。密码都是 shanzhi-demo。",
        "Window chenglichun, head of the centre hanchunfen, Xingqiao Subdistrict shenxiaoshu (head jiangxiazhi), Tangjia "
            + "Community zhengxiaoxue, arbiter shaoqingming, custodian yaolixia, auditor zhangxiaoman, administrator "
            + "zhongmangzhong. The password of all is shanzhi-demo."
    )
}
