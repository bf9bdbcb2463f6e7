import Base

/// What the API of the clock says.
enum ClockWords {
    static let badPause = Words(
        "暂停写成 2019-10-08..2019-10-20，几段用逗号隔开，最多 40 段。",
        "Write a pause like 2019-10-08..2019-10-20, several with a comma, at most 40.")
}
