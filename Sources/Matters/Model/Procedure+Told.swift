public import Base

extension Procedure {
    /// What the codes of a step name in words: the ground of a refusal with its article and route, the ground of a pause,
    /// or the route of a referral. Nil when it names none. `plainly` for the filer.
    public func told(_ entry: String, _ parameters: [String: String], plainly: Bool) -> Words? {
        let code = entry.hasPrefix("matter.") ? String(entry.dropFirst("matter.".count)) : entry
        switch action(code)?.effect {
        case .refuse:
            guard let ground = Self.told(parameters["ground"], of: refusalGrounds ?? [], plainly) else { return nil }
            guard let route = Self.told(parameters["route"], of: routes, plainly) else { return ground }
            return Words("\(ground.zh)。途径：\(route.zh)", "\(ground.en). Route: \(route.en)")
        case .pause: return Self.told(parameters["ground"], of: pauseGrounds ?? [], plainly)
        case .end: return Self.told(parameters["route"], of: routes, plainly)
        default: return nil
        }
    }

    private static func told(_ code: String?, of choices: [Choice], _ plainly: Bool) -> Words? {
        guard let choice = choices.first(where: { $0.code == code }) else { return nil }
        let name = plainly ? choice.plain ?? choice.name : choice.name
        guard let article = choice.citation else { return name }
        return Words("\(name.zh)。依据：\(article.zh)", "\(name.en). Under: \(article.en)")
    }
}
