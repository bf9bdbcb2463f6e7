import Base

/// The words of the page about information, how it works, and access, Chinese and English side by side.
enum AboutWords {
    static let title = Words("您的信息怎么用，事情怎么办", "Your information, and how it works")
    static let parts: [(heading: Words, text: [Words])] = [
        (
            Words("我们记什么", "What we keep"),
            [
                Words(
                    "您写的话、说的地点、放的照片和录音；您愿意留的名字和电话。不要身份证号，不用注册。",
                    "Your words, the place, your pictures and recordings; name and number if you choose to give them. No identity number, no account."
                ),
                Words("名字、电话和您写的话加密存放。", "Names, numbers and your words are stored encrypted."),
            ]
        ),
        (
            Words("谁看得到", "Who can see it"),
            [
                Words(
                    "只有经手这件事的单位和它的上级。被反映的单位看不到、收不到，也不能经手。",
                    "Only the offices that deal with it and those above them. An office you complain about can neither see nor touch it."
                ),
                Words(
                    "您要求保密的，名字和电话密封：要打开，须两个不同岗位的人同意、写明理由，并且留痕。",
                    "If you ask for it, name and number are sealed: opening them takes two people on different posts and a reason, and is recorded."
                ),
                Words(
                    "我们不给任何人打分，也不列“谁投诉过”的名单。", "We give nobody a score and keep no list of people who have complained."),
            ]
        ),
        (
            Words("事情怎么办", "How it is dealt with"),
            [
                Words(
                    "收到以后马上有一个单位负责；换单位要先接手，前一个才放手。每个期限都写明依据。",
                    "One office answers for it from the first minute; another must take it over before the first lets go. Every time limit names its rule."
                ),
                Words(
                    "每一步都留下记录，一条扣着一条。拿着回执，您随时可以核对有没有被改过。",
                    "Every step leaves an entry chained to the one before. With your slip you can check at any time that nothing was changed."
                ),
            ]
        ),
        (
            Words("要改、要删", "Correcting and erasing"),
            [
                Words(
                    "您可以补充、撤回。依法可以要求删除您的个人信息：带回执到任何一个矛调中心。",
                    "You can add to it and withdraw it. Where the law lets you, ask for your personal information to be erased: take your slip to any centre."
                )
            ]
        ),
        (
            Words("无障碍", "Access for everybody"),
            [
                Words(
                    "这些页面不用脚本也能用，可以用键盘走完，可以放大，可以听读屏软件念，有深色和浅色。",
                    "These pages work without scripts, with the keyboard alone, enlarged, with a screen reader, in light and dark."
                ),
                Words(
                    "用着不方便？请到窗口，或者让社区工作人员替您写。",
                    "Something does not work for you? Come to a window, or let a community worker write for you."),
            ]
        ),
    ]
}
