/// Reason a recording could not be copied to this server.
package enum RecordingCopyError: NamedError {
    /// Phonet did not give it.
    case phonet(PhonetError)
    /// Phonet sent fewer or more bytes than it had announced.
    case incomplete
    /// The disk has too little room left; the rest is kept free for the database.
    case diskFull
    /// The file could not be written.
    case notWritten

    /// The code in the API; never changed.
    package var name: String {
        switch self {
        case .phonet(let error): error.name
        case .incomplete: "recording_incomplete"
        case .diskFull: "disk_full"
        case .notWritten: "recording_not_written"
        }
    }

    /// What happened, and what to do now.
    package var sentence: LocalizedText {
        switch self {
        case .phonet(let error): error.sentence
        case .incomplete:
            LocalizedText(
                uk: "Phonet надіслав запис не до кінця. Його буде взято ще раз.",
                en: "Phonet did not send the whole recording. It will be fetched again.")
        case .diskFull:
            LocalizedText(
                uk: """
                    На диску сервера замало місця, тож копії записів не зберігаються. Звільніть місце або \
                    зменште «Копії записів, ГБ»; нічого не втрачено, записи буде взято пізніше.
                    """,
                en: """
                    The server’s disk has too little room, so recordings are not copied. Please free some or \
                    lower “Copies of recordings, GB”; nothing is lost, they will be fetched later.
                    """)
        case .notWritten:
            LocalizedText(
                uk: """
                    Копію запису не вдалося записати на диск сервера. Перевірте права на теку поруч із базою.
                    """,
                en: """
                    The copy of the recording could not be written to the server’s disk. Please check the rights of the \
                    folder beside the database.
                    """)
        }
    }

    /// Whether it is this server's own trouble, which says nothing about the recording.
    package var isOurs: Bool {
        switch self {
        case .diskFull, .notWritten: true
        case .phonet, .incomplete: false
        }
    }
}
