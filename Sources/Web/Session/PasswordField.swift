import CallRules

/// A password, with a button to look at it where there is a script.
struct PasswordField {
    let name: String
    let label: String
    var help: String?
    var problem: String?
    let use: Use
    let say: Voice
    var hasFocus = false

    /// What a password manager may do with it (HTML §4.10.19.8).
    enum Use: String {
        case current = "current-password"
        case new = "new-password"
    }

    var html: HTML {
        let field = TextField(
            name: name, label: label, help: help, problem: problem, kind: .password,
            autocomplete: use.rawValue, isRequired: true, hasFocus: hasFocus)
        return """
            <div class="password">\(field.html)
            <button type="button" class="quiet small" data-reveal="field-\(name)" aria-pressed="false"\
            \(.hidden, if: true)>\(say(Words.show))</button></div>
            """
    }

    /// A new password, with the rules.
    static func new(problem: Sentence?, _ say: Voice) -> PasswordField {
        PasswordField(
            name: "password", label: say(Words.new), help: say(Words.rules),
            problem: problem.map(say.callAsFunction), use: .new, say: say)
    }

    private enum Words {
        static let show = Sentence(uk: "Показати пароль", en: "Show password")
        static let new = Sentence(uk: "Новий пароль", en: "New password")
        static let rules = Sentence(
            uk: """
                Від \(PasswordRules.lengths.lowerBound) до \(PasswordRules.lengths.upperBound) символів, \
                будь-яких. Добре підійдуть кілька випадкових слів.
                """,
            en: """
                From \(PasswordRules.lengths.lowerBound) to \(PasswordRules.lengths.upperBound) characters \
                of any kind. A few random words do well.
                """)
    }
}
