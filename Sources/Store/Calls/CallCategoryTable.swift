import CallRules
import GRDB

/// The editable fields of a category of calls.
package typealias CallCategoryDetails = NamedItemDetails

extension CallCategory: NamedListItem {
    package typealias Details = CallCategoryDetails
}

extension CallCategory: StoredNamedItem {
    static let list = OrderedListTable(
        table: "call_category", user: .calls("category_id"), noun: .category, nameField: "category",
        action: .callCategoriesChanged, listSubject: "call-categories", rowSubject: "call-category")

    /// No setting names a category.
    static func settings(naming id: CallCategory.ID, _ db: Database) throws -> [String] { [] }
}

extension Store {
    /// The category with this id; nil: there is none.
    package func callCategory(_ id: CallCategory.ID) throws(StoreError) -> CallCategory? {
        try find(id)
    }

    /// Categories by position.
    package func callCategories(_ page: Pagination) throws(StoreError) -> Page<CallCategory> {
        try list(page)
    }

    /// - Parameter author: for the audit.
    package func createCallCategory(
        _ details: CallCategoryDetails, by author: Author, at now: Instant,
        keeping: AnswerKeeping<CallCategory>? = nil
    ) throws(StoreError) -> SaveOutcome<CallCategory> {
        try create(CallCategory.self, details, by: author, at: now, keeping: keeping)
    }

    /// Applies `change`.
    ///
    /// - Parameter author: for the audit.
    package func updateCallCategory(
        _ id: CallCategory.ID, if condition: Precondition = .none, by author: Author,
        at now: Instant,
        _ change: @escaping (inout CallCategoryDetails) -> Void
    ) throws(StoreError) -> SaveOutcome<CallCategory> {
        try update(CallCategory.self, id, if: condition, by: author, at: now, change)
    }

    /// Refused while calls have it.
    ///
    /// - Parameter author: for the audit.
    package func deleteCallCategory(
        _ id: CallCategory.ID, if condition: Precondition = .none, by author: Author,
        at now: Instant
    ) throws(StoreError) -> DeleteOutcome {
        try delete(CallCategory.self, id, if: condition, by: author, at: now)
    }

    /// The version of a row, which grows with each change; nil: there is no such row.
    package func version(of id: CallCategory.ID) throws(StoreError) -> Int64? {
        try version(of: CallCategory.self, id)
    }
}
