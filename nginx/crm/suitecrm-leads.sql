-- SuiteCRM 7 and 8: leads. The numbers are the ids of the gateway's statuses: see “Lead statuses”.
SELECT JSON_OBJECT('external_id', l.id,
    'name', COALESCE(NULLIF(TRIM(CONCAT_WS(' ', l.first_name, l.last_name)), ''), l.account_name, l.id),
    'status', CASE l.status WHEN 'New' THEN 1 WHEN 'Converted' THEN 3 WHEN 'Recycled' THEN 4
        WHEN 'Dead' THEN 4 ELSE 2 END,
    'responsible', u.user_name,
    'phones', JSON_ARRAY(l.phone_mobile, l.phone_work, l.phone_home, l.phone_other))
FROM leads AS l LEFT JOIN users AS u ON u.id = l.assigned_user_id AND u.deleted = 0
WHERE l.deleted = 0;
