import Base
import Matters
import Web

/// What belongs to a channel, a mandate and a call, as programs say it.
enum WindowShapes {
    /// The place in a body of each field of the window form that is called otherwise there.
    static let names = Dictionary(
        ChannelEntry.places.map { ($0.field, "\($0.object)/\($0.name)") } + [("reason", "back_date_reason")],
        uniquingKeysWith: { first, _ in first })

    static let channels: [SchemaField] = [
        part(
            "letter", "How a letter came. Its scan comes along as a file.",
            [
                SchemaField("way", .choice(LetterWay.self)),
                .optional("number", .nullable(.text(.line, 0...80)), "Of a registered letter."),
                .optional("day", .nullable(.day), "Of the postmark."),
            ]),
        part(
            "court", "How a court passed it on: the time that the law gives a mediator is counted by it.",
            [
                SchemaField("way", .choice(CourtReferral.self)),
                SchemaField("name", .text(.line, 1...80), "Which court."),
                SchemaField("case_number", .text(.line, 1...80)), SchemaField("day", .day, "Of the court's letter."),
            ]),
        part(
            "police", "What the police passed on.",
            [
                SchemaField("class", .code, "A class of the hand-over pack."),
                .optional("incident", .nullable(.text(.line, 0...80))),
            ]),
        part(
            "call_back", "When a caller wants to be called back: the channel `hotline` alone.",
            [
                SchemaField("day", .day),
                .optional("time", .nullable(.text(.line, 0...5)), "Such as 15:00; the whole day unless said."),
                .optional("number", .nullable(.text(.phone, 0...30)), "The filer's own unless said."),
                .optional("reason", .nullable(.text(.prose, 0...CallBackWish.reasonLimit))),
            ]),
        part(
            "mandate",
            "The resident wishes that the office runs the matter for them. One in writing comes with its scan.",
            [
                SchemaField("asker", .text(.line, 1...Mandate.askerLimit), "Who asked."),
                SchemaField("way", .choice(MandateWay.self)),
                .optional("day", .nullable(.day), "The day it was given; today unless said."),
                .optional(
                    "scope", .nullable(.text(.prose, 0...Mandate.scopeLimit)),
                    "What it covers; the whole matter unless said."),
            ]),
    ]

    private static func part(_ name: String, _ note: String, _ fields: [SchemaField]) -> SchemaField {
        .optional(name, .nullable(.object(fields, isClosed: true)), note)
    }
}
