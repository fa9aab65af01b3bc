import { registerEnumType } from 'type-graphql';

export enum DocumentDirection {
  INCOMING = 'INCOMING',
  OUTGOING = 'OUTGOING',
}

registerEnumType(DocumentDirection, {
  name: 'DocumentDirection',
  description: 'Which way a document went, seen from the agency in whose register it stands.',
  valuesConfig: {
    INCOMING: { description: 'Received (văn bản đến).' },
    OUTGOING: { description: 'Issued (văn bản đi).' },
  },
});

export enum DocumentUrgency {
  NORMAL = 'NORMAL',
  URGENT = 'URGENT',
  VERY_URGENT = 'VERY_URGENT',
  FLASH = 'FLASH',
}

registerEnumType(DocumentUrgency, {
  name: 'DocumentUrgency',
  description: 'How urgent a document is (độ khẩn).',
  valuesConfig: {
    NORMAL: { description: 'Not urgent (thường).' },
    URGENT: { description: 'Urgent (khẩn).' },
    VERY_URGENT: { description: 'Very urgent (thượng khẩn).' },
    FLASH: { description: 'To be delivered at once (hỏa tốc).' },
  },
});

export enum DeliveryStatus {
  ARRIVED = 'ARRIVED',
  REFUSED = 'REFUSED',
  RECEIVED = 'RECEIVED',
  ASSIGNED = 'ASSIGNED',
  IN_PROGRESS = 'IN_PROGRESS',
  COMPLETED = 'COMPLETED',
  RECALLED = 'RECALLED',
  CHANGE_ACCEPTED = 'CHANGE_ACCEPTED',
  CHANGE_REFUSED = 'CHANGE_REFUSED',
}

registerEnumType(DeliveryStatus, {
  name: 'DeliveryStatus',
  description: 'What a recipient says it did with a document sent over the interchange axis (QCVN 102:2016/BTTTT).',
  valuesConfig: {
    ARRIVED: { description: '01: it has arrived (đã đến).' },
    REFUSED: { description: '02: the recipient refused it (từ chối tiếp nhận).' },
    RECEIVED: { description: '03: it was received and registered (đã tiếp nhận).' },
    ASSIGNED: { description: '04: it was assigned to someone (phân công).' },
    IN_PROGRESS: { description: '05: it is being handled (đang xử lý).' },
    COMPLETED: { description: '06: its handling is complete (hoàn thành).' },
    RECALLED: { description: '13: the sender took it back (lấy lại, thu hồi).' },
    CHANGE_ACCEPTED: { description: '15: the recipient agreed to an update or recall (đồng ý cập nhật, lấy lại).' },
    CHANGE_REFUSED: { description: '16: the recipient refused an update or recall (từ chối cập nhật, lấy lại).' },
  },
});
