---Engagement from 0 to 100, higher is more engaged. Each indicator on record becomes a share from 0 to 1;
---a domain is the mean of its indicators, the score the weighted mean of the domains. What is missing is
---left out, never counted as zero.
---@type caseload.Plugin
local plugin = {}

local function clamp(share)
  return math.max(0, math.min(1, share))
end

---From the least to the most on a scale.
local function between(low, high)
  return function(value) return clamp((value - low) / (high - low)) end
end

local rating, scale, share = between(0, 10), between(1, 4), between(0, 1)

local domains = {
  { name = "academic", indicators = {
    { "time_on_task", "time on task", rating },
    { "homework_completion", "homework completion", share },
    { "homework_accuracy", "homework accuracy", share },
    -- By the share of those attempted: a ninth grader has few credits, and that is no lack.
    { "credits", "credits", share, read = function(student) return student.credits.share end },
  } },
  { name = "behavioral", indicators = {
    { "attendance_rate", "attendance", function(value, options)
      return clamp((value - options.attendance_floor) / (1 - options.attendance_floor))
    end },
    { "suspension_days", "days suspended", function(value, options)
      return clamp(1 - value / options.suspension_days)
    end },
    { "class_participation", "class participation", rating },
    { "extracurricular_participation", "extracurricular participation", function(value, options)
      return clamp(value / options.activity_hours)
    end },
  } },
  { name = "cognitive", indicators = {
    { "self_regulation", "self-regulation", scale },
    { "relevance", "relevance of schoolwork", scale },
    { "value_of_learning", "value of learning", scale },
    { "personal_goals", "personal goals", scale },
    { "autonomy", "autonomy", scale },
  } },
  { name = "affective", indicators = {
    { "belonging", "belonging", scale },
    { "adult_relationships", "relationships with adults", scale },
    { "peer_relationships", "relationships with peers", scale },
    { "family_support", "family support", scale },
  } },
}

---The domain's score from 0 to 100, or nil; indicators below half are added to `low`.
local function score_domain(student, domain, options, low)
  local engagement = student.engagement[domain.name]
  local sum, count = 0, 0
  for _, indicator in ipairs(domain.indicators) do
    local id, title, to_share = indicator[1], indicator[2], indicator[3]
    local value
    if indicator.read then value = indicator.read(student) else value = engagement[id] end
    if value then
      local reached = to_share(value, options)
      sum, count = sum + reached, count + 1
      if reached < 0.5 then low[#low + 1] = { title = title, share = reached } end
    end
  end
  return count > 0 and 100 * sum / count or nil
end

function plugin.score(student, options)
  local total, weights, scores, low = 0, 0, {}, {}
  for _, domain in ipairs(domains) do
    local score = score_domain(student, domain, options, low)
    if score and options[domain.name] > 0 then
      scores[domain.name] = score
      total = total + options[domain.name] * score
      weights = weights + options[domain.name]
    end
  end
  if weights == 0 then return nil end

  table.sort(low, function(a, b)
    if a.share ~= b.share then return a.share < b.share end
    return a.title < b.title
  end)
  local reasons = {}
  for number = 1, math.min(3, #low) do
    reasons[number] = ("%s at %.0f %% of what is possible"):format(low[number].title, low[number].share * 100)
  end
  local score = total / weights
  return {
    score = score,
    tier = score < options.intensive_below and "intensive" or "basic",
    domains = scores,
    reasons = reasons,
  }
end

return plugin
