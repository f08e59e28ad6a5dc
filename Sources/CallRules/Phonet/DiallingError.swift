/// Reason a call was not made or not ended.
package enum DiallingError: NamedError {
    /// Every permit for a request to Phonet is in use; no request was sent.
    case busy
    case phonet(PhonetError)

    /// The code in the API; never changed.
    package var name: String {
        switch self {
        case .busy: "busy"
        case .phonet(let error): error.name
        }
    }

    /// What happened, and what to do now.
    package var sentence: LocalizedText {
        switch self {
        case .busy:
            LocalizedText(
                uk: "Саме зараз Phonet відповідає іншим. Спробуйте ще раз за кілька секунд.",
                en: "Phonet is answering others right now. Please try again in a few seconds.")
        case .phonet(let error): error.sentence
        }
    }

    /// True when Phonet may have started the call in spite of the error.
    package var mayRing: Bool {
        if case .phonet(.callUnconfirmed) = self { true } else { false }
    }
}
