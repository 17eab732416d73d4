// question: Which meetings, inspections and visits did a person take part in, alone or together with another?
// parameters:
//   person: {type: Person, default: null, means: "the name or the id; everybody, if nobody is named"}
//   other: {type: Person, default: null, means: "a second person: only what both took part in, a row for each"}
//   from: {type: date, default: null, means: the first day}
//   to: {type: date, default: null, means: "the last day, included"}
// columns:
//   date: "the day, a span of days 2021-03-08/2021-03-10, a window 2021-03-01..2021-03-31, or nothing"
//   person: the name of the official
//   title: what the document calls the official there
//   relation: "CHAIRED or ATTENDED"
//   action: "the verb of the document: 参加, 检查 …"
//   meeting: its name
//   document: where it stands
//   fact: the id of the first piece of evidence
//   possible: "true where the day is not known well enough to say that it lies between from and to"
// order: [date, meeting, relation, person]
// example: {person: 江望, from: "2021-03-01", to: "2021-03-31"}

WITH [name IN [$person, $other] WHERE name IS NOT NULL] AS named
MATCH (person:Person)
WHERE size(named) = 0
   OR any(name IN named WHERE name = person.id OR name = person.name OR name IN person.aliases)
MATCH (person)-[edge:ATTENDED|CHAIRED]->(meeting:Meeting)
WHERE all(name IN named WHERE EXISTS {
  MATCH (each:Person)-[:ATTENDED|CHAIRED]->(meeting)
  WHERE name = each.id OR name = each.name OR name IN each.aliases
})
WITH person, edge, meeting,
     coalesce(edge.validFrom, edge.fromNotBefore) AS earliestStart,
     coalesce(edge.validFrom, edge.fromNotAfter) AS latestStart,
     coalesce(edge.validTo, edge.toNotBefore) AS earliestEnd,
     coalesce(edge.validTo, edge.toNotAfter) AS latestEnd
WHERE ($to IS NULL OR earliestStart IS NULL OR earliestStart <= $to)
  AND ($from IS NULL OR latestEnd IS NULL OR $from < latestEnd)
RETURN
  CASE
    WHEN edge.date IS NOT NULL THEN edge.date
    WHEN edge.validFrom IS NOT NULL THEN edge.validFrom
    WHEN coalesce(edge.fromNotBefore, edge.fromNotAfter) IS NOT NULL
      THEN coalesce(edge.fromNotBefore, '') + '..' + coalesce(edge.fromNotAfter, '')
  END AS date,
  person.name AS person,
  edge.title AS title,
  edge.kind AS relation,
  edge.action AS action,
  meeting.name AS meeting,
  edge.document AS document,
  head(edge.facts) AS fact,
  ($to IS NOT NULL AND NOT coalesce(latestStart <= $to, false))
    OR ($from IS NOT NULL AND NOT coalesce($from < earliestEnd, latestEnd IS NULL)) AS possible
ORDER BY
  date, meeting, CASE relation WHEN 'CHAIRED' THEN 0 ELSE 1 END,
  person, title, action, document, fact, possible
