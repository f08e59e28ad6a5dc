/// The answer to "who is calling": what Phonet shows and whom it routes to (protocol 2.2).
package struct CustomerCard: Hashable, Sendable {
    /// The contact with the number.
    package enum Subject: Hashable, Sendable {
        case client(Client.ID)
        case lead(Lead.ID)
    }

    /// Who has the number.
    package let subject: Subject
    /// The contact's id in the CRM; nil: none.
    package let externalID: String?
    /// The address of the contact's card, which wins over the templates of the settings; nil: none.
    package let url: String?
    /// Shown to the employee; the company of a client follows in brackets.
    package let name: String
    /// The extension and e-mail of the first client admin who has an extension; of a client without
    /// admins those of its active lead's responsible; of a lead those of its responsible. Inactive
    /// people do not count.
    package let responsibleExtension: String?
    /// The e-mail address of the same employee; nil: none.
    package let responsibleEmail: String?

    package init(
        subject: Subject, externalID: String?, url: String? = nil, name: String,
        responsibleExtension: String? = nil, responsibleEmail: String? = nil
    ) {
        self.subject = subject
        self.externalID = externalID
        self.url = url
        self.name = name
        self.responsibleExtension = responsibleExtension
        self.responsibleEmail = responsibleEmail
    }
}
