-- EspoCRM 7 to 9: leads. The numbers are the ids of the gateway's statuses: see “Lead statuses”.
SELECT JSON_OBJECT('external_id', l.id,
    'name', COALESCE(NULLIF(TRIM(CONCAT_WS(' ', l.first_name, l.last_name)), ''), l.account_name, l.id),
    'status', CASE l.status WHEN 'New' THEN 1 WHEN 'Converted' THEN 3 WHEN 'Recycled' THEN 4
        WHEN 'Dead' THEN 4 ELSE 2 END,
    'responsible', u.user_name,
    'phones', JSON_EXTRACT(COALESCE((SELECT JSON_ARRAYAGG(p.name) FROM entity_phone_number AS e
        JOIN phone_number AS p ON p.id = e.phone_number_id AND p.deleted = 0
        WHERE e.entity_id = l.id AND e.entity_type = 'Lead' AND e.deleted = 0), '[]'), '$'))
FROM `lead` AS l LEFT JOIN user AS u ON u.id = l.assigned_user_id AND u.deleted = 0
WHERE l.deleted = 0;
