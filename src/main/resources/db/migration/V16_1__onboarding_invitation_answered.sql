create index team_invitation_answered on team_invitation (answered_by) where answered_by is not null;
