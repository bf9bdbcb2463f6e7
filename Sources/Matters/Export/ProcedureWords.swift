import Base
import Clocks

/// The words of the public pages of procedures and of what is exported of them.
enum ProcedureWords {
    static let title = Words("每种程序怎么走", "How each procedure goes")
    static let lead = Words(
        "一件事可以走哪些路，每一步谁来办、最长多少天、依据是哪一条，都在这里。",
        "Which ways a matter can go, who does each step, how long it may take at most, and which article says so.")
    static let kinds = Words("五类事项", "The five kinds of matter")
    static let stands = Words("在哪条路上", "Where it stands")
    static let begins = Words("怎么开始", "How it begins")
    static let runs = Words("谁来办", "Who runs it")
    static let results = Words("可能的结果", "Possible results")
    static let stages = Words("要经过的阶段", "The stages")
    static let limits = Words("最长多少天，依据哪一条", "How long it may take, and which article says so")
    static let noLimits = Words("规则里没有为它规定期限。", "The rules set no time limit for it.")
    static let picture = Words("流程图", "A drawing")
    static let pictureHint = Words(
        "圆点是开始，粗框是已经结束的阶段，箭头是换阶段的步骤。停在原阶段的步骤在下面的列表里。",
        "The dot is the beginning, a bold frame a stage at the end, an arrow a step to another stage. Steps that stay in a stage are in the lists below."
    )
    static let download = Words("下载这个流程的 BPMN 文件", "Download this procedure as a BPMN file")
    static let comma = Words("、", ", ")

    static func steps(of stage: Words) -> Words {
        Words("“\(stage.zh)”阶段能做的每一步", "Every step in the stage “\(stage.en)”")
    }

    static func cohandling(_ name: Words) -> Words { Words("\(name.zh)（协办）", "\(name.en) (co-handler)") }

    static func drawing(_ name: Words, stages: Int) -> Words {
        Words("\(name.zh)：流程图，\(stages) 个阶段", "\(name.en): a drawing of its \(stages) stages")
    }

    static func road(_ road: Procedure.Road) -> Words {
        switch road {
        case .petition: Words("信访", "Petition")
        case .mediation: Words("调解", "Mediation")
        case .arbitration: Words("仲裁", "Arbitration")
        case .litigation: Words("诉讼", "Litigation")
        case .service: Words("服务和其他途径", "Services and other ways")
        }
    }

    /// The length of a rule of the law, or its limit in people or money; nil for a duty without one.
    static func limit(_ rule: LawRule) -> Words? { rule.limit?.words ?? rule.measure?.words }

    static func runner(_ procedure: Procedure) -> Words {
        procedure.road == nil
            ? Words("签收的单位；没签收以前由收件单位负责", "The office that accepts it; before that the one that took it in")
            : Words("开始时指定的单位，或者负责这件事的单位", "The office named when it begins, or the one that answers for the matter")
    }

    static func relation(_ relation: Relation) -> Words {
        switch relation {
        case .offered: Words("接到派单的单位", "the office that it is sent to")
        case .answerable: Words("负责这件事的单位", "the office that answers for it")
        case .lead: Words("主办单位", "the lead office")
        case .leadHead, .organHead: Words("主办单位负责人", "the head of the lead office")
        case .superiorHead: Words("上级负责人", "a head above it")
        case .cohandler: Words("协办单位", "a co-handling office")
        case .involved: Words("经手的单位", "any office involved")
        case .arbiter: Words("裁定人", "the arbiter")
        case .filer: Words("您本人", "you")
        case .handler: Words("承办单位", "the office that runs it")
        case .handlerHead: Words("承办单位负责人", "the head of the office that runs it")
        case .clock: Words("时间到了自动发生", "happens by itself when the time is over")
        case .counterpart: Words("对方机构", "the other body")
        }
    }
}
