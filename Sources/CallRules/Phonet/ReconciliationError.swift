/// Reason a reconciliation did not finish.
package enum ReconciliationError: NamedError {
    /// The program was stopped during the reconciliation.
    case stopped
    case phonet(PhonetError)

    /// The code in the API; never changed.
    package var name: String {
        switch self {
        case .stopped: "stopped"
        case .phonet(let error): error.name
        }
    }

    /// What happened, and what to do now.
    package var sentence: LocalizedText {
        switch self {
        case .stopped:
            LocalizedText(
                uk: "Програму зупинили під час звірки. Наступна звірка прочитає решту.",
                en:
                    "The program was stopped during the reconciliation. The next one reads the rest."
            )
        case .phonet(let error): error.sentence
        }
    }
}
