---A bar a week: the share of its school days that the student attended. Bars below 90 % are outlined only, so
---that they stand out without colour.

local width, height, left, bottom, top = 640, 150, 44, 26, 10

local function bar(week, x, bar_width, plot_height)
  local parts = {}
  local rate = week.rate
  local label = text.fill("Week of {week}: {days} of {all} days", {
    week = tostring(week.start), days = week.days_present, all = week.days_enrolled })
  if rate then
    local length = rate * plot_height
    parts[#parts + 1] = ('<rect x="%.1f" y="%.1f" width="%.1f" height="%.1f" class="%s"><title>%s</title></rect>')
      :format(x, top + plot_height - length, bar_width, length, rate < 0.9 and "bar low" or "bar", label)
  end
  parts[#parts + 1] = ('<text x="%.1f" y="%d" class="tick" text-anchor="middle">%s</text>')
    :format(x + bar_width / 2, height - 8, ("%d/%d"):format(week.start.month, week.start.day))
  return table.concat(parts)
end

---@param weeks table[] as `student.attendance:by_week()` gives them
---@return string svg
return function(weeks)
  local plot_height = height - bottom - top
  if #weeks == 0 then return '<p class="none">No attendance on record.</p>' end
  local step = (width - left) / #weeks
  local parts = {}
  for _, percent in ipairs { 0, 50, 90, 100 } do
    local y = top + plot_height * (1 - percent / 100)
    parts[#parts + 1] = ('<line x1="%d" x2="%d" y1="%.1f" y2="%.1f" class="%s"/>')
      :format(left, width, y, y, percent == 90 and "grid mark" or "grid")
    if percent ~= 90 then
      parts[#parts + 1] = ('<text x="%d" y="%.1f" class="tick" text-anchor="end">%d %%</text>')
        :format(left - 6, y + 4, percent)
    end
  end
  local lowest = 1
  for number, week in ipairs(weeks) do
    lowest = math.min(lowest, week.rate or 1)
    parts[#parts + 1] = bar(week, left + (number - 1) * step + step * 0.15, step * 0.7, plot_height)
  end
  return ('<svg viewBox="0 0 %d %d" role="img" aria-label="Attendance by week, %d weeks, lowest %.0f %%">%s</svg>')
    :format(width, height, #weeks, lowest * 100, table.concat(parts))
end
