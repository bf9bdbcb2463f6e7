import Base
import Testing

@testable import Matters

/// What a look at a draft of an answer finds, in both languages.
@Suite struct AnswerCheckTests {
    private let today = Day(number: 18_226)  // 26 November 2019

    private func check(_ text: String, _ answer: String, title: String = "") -> AnswerCheck {
        AnswerCheck(title: title, text: text, answer: answer, today: today)
    }

    private static let asked = "楼道的灯坏了一个星期，什么时候能修好？物业收的公共电费用到哪里去了？"
    private static let answered = """
        谷雨您好！来信收悉，现答复如下：11月25日物业已到现场，灯座老化，楼道的灯11月28日前修好。公共电费2019年收了3600元，\
        用于6个单元的路灯和水泵，账目按《物业管理条例》第四十条在门厅公示。还不清楚的，请到汤家社区窗口或拨打0571-00000000。感谢您的监督！2019年11月26日
        """

    @Test func `each question is shown with the sentence that seems to answer it`() {
        let check = check(Self.asked, Self.answered)
        #expect(check.questions.map(\.text) == ["楼道的灯坏了一个星期，什么时候能修好？", "物业收的公共电费用到哪里去了？"])
        #expect(check.questions[0].answer?.contains("楼道的灯11月28日前修好") == true)
        #expect(check.questions[1].answer?.contains("公共电费2019年收了3600元") == true)
        #expect(!check.open.contains(.question) && !check.open.contains(.ground) && !check.open.contains(.day))
        #expect(check.grounds == ["《物业管理条例》第四十条"] && check.days == ["11月28日"])
        #expect(check.next?.contains("汤家社区窗口") == true)
    }

    @Test func `a question that no sentence takes up stays open`() {
        let check = check(Self.asked, "楼道的灯物业明天来修。")
        #expect(check.questions.map { $0.answer != nil } == [true, false])
        #expect(check.open == [.question, .ground, .day, .thin, .next])
    }

    @Test func `greetings, thanks and the date below are no answer`() {
        let check = check("灯什么时候修好？", "网友您好！您的留言已收悉。感谢您对我们工作的理解与支持！2019年11月26日")
        #expect(check.size == 0 && check.days.isEmpty && check.figures == 0)
        #expect(check.open == AnswerCheck.Hint.allCases)
    }

    @Test func `a day that is over promises nothing, one ahead and a term do`() {
        #expect(check("？", "11月12日工作人员走访过。").days.isEmpty)
        #expect(check("？", "2018年12月底已完工。").days.isEmpty)
        #expect(check("？", "12月3日前完工。").days == ["12月3日"])
        #expect(check("？", "15个工作日内办结。").days == ["15个工作日内"])
        #expect(check("？", "明年年底前通车。").days.first?.hasPrefix("明年") == true)
    }

    @Test func `many dates and figures explain as a ground does, few do not`() {
        #expect(check("？", "全长3080米，宽46米，4月进场，2016年通车，5月16日验收，拨款90万元。").isExplained)
        #expect(!check("？", "全长3080米，已经完工。").isExplained)
        #expect(check("？", "按照市里的规定办理。").isExplained)
        #expect(check("？", "依长发〔2019〕2号文件执行。").isExplained)
    }

    @Test func `a title stands for the question where nothing is put as one`() {
        let check = check("楼道灯不亮，老人看不见。", "物业今天换了楼道灯。", title: "楼道灯坏了")
        #expect(check.questions.map(\.text) == ["楼道灯坏了"] && check.questions[0].answer != nil)
    }

    @Test func `English questions, days, grounds and whom to ask are found too`() {
        let check = check(
            "The stairwell lamp is broken. When will the lamp be repaired? Who pays for the electricity?",
            """
            Thank you for writing. The lamp will be repaired by 3 December; our electrician came on Monday. Under Article 40 of \
            the property regulation the electricity is paid from the common fund. Please contact the Tangjia window.
            """)
        #expect(check.questions.map(\.text) == ["When will the lamp be repaired?", "Who pays for the electricity?"])
        #expect(check.questions.allSatisfy { $0.answer != nil })
        #expect(
            check.days.first == "by 3 December" && !check.grounds.isEmpty && check.next?.hasPrefix("contact") == true)
    }

    @Test func `nothing written, nothing asked and very long texts are looked at as well`() {
        #expect(check("", "").questions.isEmpty)
        let long = String(repeating: "楼道的灯什么时候修好？", count: 450)
        #expect(check(long, long).questions.count == 1)
    }

    @Test func `agreement counts what a rule and a grade say alike, and ranks with ties`() {
        let answers: [(Double, Bool, Bool)] = [(3, true, true), (2, true, false), (2, false, true), (1, false, false)]
        let agreement = AnswerGrades.agreement(answers)
        #expect(agreement.precision == 0.5 && agreement.recall == 0.5 && agreement.hintRecall == 0.5)
        #expect(agreement.auc == 0.875 && agreement.rows == 4 && agreement.good == 2)
        #expect(AnswerGrades.auc([(1, true)]) == 0)
    }
}
